import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '../../src/paths.ts';
import { changelog } from '../../src/policy/changelog.ts';
import { readDeclarations } from '../../src/policy/policy.ts';
import { recordAsJsonLd } from '../../src/policy/record/record-as-json-ld.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';

let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());

test('the policy for programs is served as JSON-LD, as the declarations are', async () => {
  const answer = await fetch(shop.url + paths.privacyForPrograms);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^application\/ld\+json/);
  expect(answer.headers.get('set-cookie')).toBeNull();
  const expected = recordAsJsonLd(readDeclarations(), { lastChanged: changelog[0]?.date ?? '', withDataMap: false });
  expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(expected)));
});
