import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { beacon, phone } from './open-door.ts';

let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());

const headersOf = () => ({ 'Content-Type': 'text/plain;charset=UTF-8', Origin: shop.url, ...phone });

const post = (body: object, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${shop.url}${apiPaths.pageViews}`, {
    method: 'POST',
    headers: { ...headersOf(), ...headers },
    body: JSON.stringify(body),
  });

const secrets = async () => (await (await shop.worker.getR2Bucket('ANALYTICS_KEYS', 'shop')).list()).objects;

test('the built shop takes a view in, and makes the secret of the day for it', async () => {
  expect((await post(beacon(), { 'Sec-GPC': '1' })).status).toBe(204);
  expect(await secrets()).toEqual([]);
  const response = await post(beacon());
  expect([response.status, await response.text()]).toEqual([204, '']);
  expect(response.headers.get('Strict-Transport-Security')).toContain('max-age');
  await vi.waitFor(async () => expect(await secrets()).toHaveLength(1));
});

test('every page that the build has and that is counted is known to it', async () => {
  for (const path of ['/', '/jewellery/', '/pieces/aurore-solitaire/', '/bag/', '/terms/']) {
    expect((await fetch(`${shop.url}${path}`, { redirect: 'manual' })).status).toBe(200);
    expect((await post(beacon({ path }), { DNT: '1' })).status).toBe(204);
  }
});

test('the host sends whoever leaves the last slash out to the address that is counted', async () => {
  const response = await fetch(`${shop.url}/bag`, { redirect: 'manual' });
  expect([response.status, response.headers.get('Location')]).toEqual([307, '/bag/']);
  expect((await post(beacon({ path: '/bag' }))).status).toBe(404);
});

test('another site’s page, whoever names no page, and an unknown path are refused', async () => {
  const { Origin: _, ...unnamed } = headersOf();
  const refusals = [
    await post(beacon(), { Origin: 'https://evil.example' }),
    await fetch(`${shop.url}${apiPaths.pageViews}`, {
      method: 'POST',
      headers: unnamed,
      body: JSON.stringify(beacon()),
    }),
    await post(beacon({ path: '/nowhere/' })),
  ];
  expect(refusals.map(({ status }) => status)).toEqual([400, 400, 404]);
  for (const { headers } of refusals) expect(headers.get('Content-Type')).toBe('application/problem+json');
});
