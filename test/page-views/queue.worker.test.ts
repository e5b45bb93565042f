import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { retryDelaySeconds } from '../../functions/page-views/retry-delay.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { rowsOf, sessionNamed, viewOf } from './analytics.ts';

let shop: LocalShop;
const lines: string[] = [];
beforeAll(async () => {
  shop = await launchShop({ onLog: (line) => lines.push(line) });
});
afterAll(() => shop.close());
afterEach(async () => {
  await shop.analytics.prepare('DELETE FROM page_views').run();
  lines.length = 0;
});

/** Gives the built Worker a batch, as the host does, and tells what became of it. */
async function deliver(queue: string, bodies: readonly unknown[], attempts = 1) {
  const worker = await shop.worker.getWorker('shop');
  const messages = bodies.map((body, place) => ({ id: `message-${place}`, timestamp: new Date(), attempts, body }));
  return worker.queue(queue, messages);
}

const now = Date.now();
const views = Array.from({ length: 100 }, (_, number) => viewOf(number, { openedAt: now - number }));

test('a hundred messages of page views are stored, and acknowledged together', async () => {
  const result = await deliver('page-views', views);
  expect(result).toMatchObject({ outcome: 'ok', ackAll: true, retryBatch: { retry: false } });
  expect(await rowsOf(shop.analytics)).toHaveLength(100);
});

test('garbage beside them is acknowledged too: nobody brings it again', async () => {
  const result = await deliver('page-views', [views[0], 'garbage', { view: '<script>' }, null]);
  expect(result).toMatchObject({ ackAll: true });
  expect(await rowsOf(shop.analytics)).toHaveLength(1);
  expect(lines.join('\n')).toContain('Messages of the queue were dropped');
  expect(lines.join('\n')).not.toContain('script');
});

test.each([
  [1, 30],
  [2, 60],
  [10, 15_360],
])(
  'while the database is away the batch comes again as a whole: after try %i in %i seconds',
  async (attempts, delaySeconds) => {
    await shop.analytics.prepare('ALTER TABLE page_views RENAME TO away').run();
    const result = await deliver('page-views', views, attempts);
    await shop.analytics.prepare('ALTER TABLE away RENAME TO page_views').run();
    expect(result).toMatchObject({ ackAll: false, retryBatch: { retry: true, delaySeconds } });
    expect(await rowsOf(shop.analytics)).toEqual([]);
    expect(lines.join('\n')).toContain('Page views could not be stored');
    expect(lines.join('\n')).not.toContain(sessionNamed(1));
  },
);

test('ten tries last longer than eight hours, and no wait is longer than the queue allows', () => {
  const waits = Array.from({ length: 10 }, (_, place) => retryDelaySeconds(place + 1));
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(8 * 60 * 60);
  expect(retryDelaySeconds(100)).toBe(12 * 60 * 60);
});

test('a message of the mail queue is still mail', async () => {
  const result = await deliver('mail', [{ mailId: 'nobody' }, views[0]]);
  expect(result).toMatchObject({ ackAll: false, explicitAcks: ['message-0', 'message-1'] });
  expect(await rowsOf(shop.analytics)).toEqual([]);
});

test('what the producer sends arrives by the queue itself', async () => {
  const producer = await shop.worker.getQueueProducer('PAGE_VIEW_QUEUE', 'shop');
  await producer.send(viewOf(7, { openedAt: now }));
  await expect.poll(() => rowsOf(shop.analytics), { timeout: 30_000 }).toHaveLength(1);
});
