import type { LocalShop } from '../local/launch-shop.ts';
import { batchesOf, messagesOfDay, type SentMessage } from './page-views/day.ts';
import { type SimulatedDay, simulateDay } from './page-views/simulate-day.ts';
import { printTable } from './print-table.ts';
import type { Verdict } from './verdict.ts';
import { withShop } from './with-shop.ts';

const viewsOfDay = 2_000;
const batchSizes = [1, 10, 100] as const;
const messagesPerSize = 1_000;
/** Cloudflare bills a message's writing, reading and deleting: developers.cloudflare.com/queues/platform/pricing. */
const operationsPerMessage = 3;

/** What a view costs in D1 and in the queue, and how many messages a second the consumer stores. */
export async function benchPageViewStorage(): Promise<readonly Verdict[]> {
  const simulated = await simulateDay(viewsOfDay);
  const { views, messages, store, recount, freeze } = simulated;
  printTable(
    [`a view, of ${views} in a day`, 'each'],
    [
      ['queue operations', ((operationsPerMessage * messages) / views).toFixed(2)],
      ['rows written when it is stored', (store.rowsWritten / views).toFixed(2)],
      ['rows written by 26 counts', (recount.rowsWritten / views).toFixed(2)],
      ['rows written when its day is frozen', (freeze.rowsWritten / views).toFixed(2)],
      ['rows read by all of it', ((store.rowsRead + recount.rowsRead + freeze.rowsRead) / views).toFixed(0)],
    ],
  );
  const speeds = await withShop((shop) => speedsOf(shop));
  printTable(
    ['messages a batch', 'messages a second'],
    speeds.map(({ size, perSecond }) => [size, perSecond.toFixed(0)]),
  );
  return [judgeStorage(simulated)];
}

/** The built Worker's own consumer, as the host calls it, with D1 beside it. */
async function speedsOf(shop: LocalShop): Promise<readonly { readonly size: number; readonly perSecond: number }[]> {
  const worker = await shop.worker.getWorker('shop');
  const speeds: { size: number; perSecond: number }[] = [];
  for (const [place, size] of batchSizes.entries()) {
    const batches = batchesOfSize(messagesOfDay(startOfYesterday(), messagesPerSize / 2, place + 1), size);
    const begun = performance.now();
    for (const batch of batches) {
      const messages = batch.map(({ message: body }, id) => ({
        id: String(id),
        timestamp: new Date(),
        attempts: 1,
        body,
      }));
      const { ackAll } = await worker.queue('page-views', messages);
      if (!ackAll) throw new Error('A batch was not stored');
    }
    const stored = batches.reduce((sum, batch) => sum + batch.length, 0);
    speeds.push({ size, perSecond: stored / ((performance.now() - begun) / 1_000) });
  }
  return speeds;
}

/** None of its messages is of the future. */
function startOfYesterday(): number {
  const day = 24 * 60 * 60_000;
  return Math.floor(Date.now() / day) * day - day;
}

/** As if all of them came at once, so that every batch is full. */
function batchesOfSize(sent: readonly SentMessage[], size: number): SentMessage[][] {
  return batchesOf(
    sent.map(({ message }) => ({ at: 0, message })),
    size,
  );
}

function judgeStorage({ views, store, freeze, countersFrozen }: SimulatedDay): Verdict {
  const rowsWritten = store.rowsWritten / views;
  return {
    promise: 'a message is written with its batch, and a frozen day keeps counters alone',
    // Three rows for the view and its two indexes, one for each hide, three where a hide told an earlier opening.
    isKept: rowsWritten < 8 && countersFrozen < views && freeze.rowsWritten > 0,
    figures: `${rowsWritten.toFixed(2)} rows written a view, ${countersFrozen} counters left of ${views} views`,
  };
}
