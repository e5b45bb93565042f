import type { R2Bucket } from '@cloudflare/workers-types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { secretName, secretOfDay, secretOfPastDay } from '../../../functions/page-views/keys/day-secret.ts';
import { nameSession } from '../../../functions/page-views/keys/name-session.ts';
import { type OpenShop, openShop } from '../../erasure/open-shop.ts';

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const session = 'b3a1f0f2-5f0e-4f83-9d7c-0c8c2d5b6a01';
const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);

/** Another isolate: it sees the same bucket, and has read nothing of it yet. Its reads are counted. */
function isolate() {
  const seen = { reads: 0 };
  const bucket = {
    get: (name: string) => {
      seen.reads += 1;
      return shop.analyticsKeys.get(name);
    },
    put: (...parameters: Parameters<R2Bucket['put']>) => shop.analyticsKeys.put(...parameters),
  } as unknown as R2Bucket;
  return { bucket, seen };
}

test('fifty who come at once on a new day have one secret', async () => {
  const now = noon('2026-12-01');
  const names = await Promise.all(
    Array.from({ length: 50 }, async () => nameSession(await secretOfDay(isolate().bucket, now), session)),
  );
  expect(new Set(names).size).toBe(1);
  expect((await shop.analyticsKeys.list()).objects.map(({ key, size }) => [key, size])).toContainEqual([
    '2026-12-01',
    32,
  ]);
});

test('fifty of one isolate have one secret too, and it is read no more that day', async () => {
  const { bucket, seen } = isolate();
  const now = noon('2026-12-02');
  const names = await Promise.all(
    Array.from({ length: 50 }, async () => nameSession(await secretOfDay(bucket, now), session)),
  );
  expect(new Set(names).size).toBe(1);
  const { reads } = seen;
  await secretOfDay(bucket, Date.parse('2026-12-02T23:59:59.999Z'));
  expect(seen.reads).toBe(reads);
});

test('the next day has another, at midnight of UTC', async () => {
  const { bucket } = isolate();
  const last = await nameSession(await secretOfDay(bucket, Date.parse('2026-12-03T23:59:59.999Z')), session);
  const first = await nameSession(await secretOfDay(bucket, Date.parse('2026-12-04T00:00:00Z')), session);
  expect(last).toMatch(/^[\w-]{22}$/);
  expect(first).not.toBe(last);
});

test('a day that is over keeps its secret until that is destroyed, and gets no other', async () => {
  const { bucket } = isolate();
  const at = noon('2026-12-05');
  const name = await nameSession(await secretOfDay(bucket, at), session);
  const past = await secretOfPastDay(bucket, at);
  expect(past && (await nameSession(past, session))).toBe(name);
  await shop.analyticsKeys.delete(secretName('2026-12-05'));
  expect(await secretOfPastDay(bucket, at)).toBeUndefined();
  expect(await shop.analyticsKeys.head('2026-12-05')).toBeNull();
});

test('a secret can’t be taken out of the Worker', async () => {
  const secret = await secretOfDay(isolate().bucket, noon('2026-12-06'));
  await expect(crypto.subtle.exportKey('raw', secret)).rejects.toThrow();
});

test('a secret of another length is none', async () => {
  await shop.analyticsKeys.put('2026-12-07', new Uint8Array(16));
  await expect(secretOfDay(isolate().bucket, noon('2026-12-07'))).rejects.toThrow('another length');
});
