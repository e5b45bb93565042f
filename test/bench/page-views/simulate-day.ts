import { freezeDays } from '../../../functions/page-views/freeze/freeze-days.ts';
import { recount } from '../../../functions/page-views/recount/recount.ts';
import { storePageViews } from '../../../functions/page-views/store-page-views.ts';
import { day, hour, midnight, openAnalytics } from '../../page-views/analytics.ts';
import { batchesOf, messagesOfDay } from './day.ts';
import { costOf, type Meter, metered } from './metered.ts';

export interface SimulatedDay {
  readonly views: number;
  readonly messages: number;
  readonly batches: number;
  readonly store: Meter;
  /** All hourly counts of the day. */
  readonly recount: Meter;
  /** The slowest of them, in milliseconds of D1's own time. */
  readonly slowestRecount: number;
  readonly freeze: Meter;
  /** Bytes of the rows of one day, with their indexes. */
  readonly rowBytes: number;
  readonly countersOpen: number;
  readonly countersFrozen: number;
}

const seven = 7 * 60_000;

/** A day of so many views on real D1, from its first message to its freezing on day 30, hour by hour as the schedule does it. */
export async function simulateDay(views: number, seed = 1): Promise<SimulatedDay> {
  const stores = await openAnalytics();
  const { database: analytics, meter } = metered(stores.analytics);
  const sent = messagesOfDay(midnight, views, seed);
  const batches = batchesOf(sent, 100);
  const empty = meter.size;
  let store = nothing();
  let counted = nothing();
  let slowestRecount = 0;
  let next = 0;
  // Two hours more: what is hidden after midnight.
  for (let now = midnight + hour + seven; now <= midnight + 26 * hour + seven; now += hour) {
    const due = batches.slice(next).findIndex(([first]) => (first?.at ?? 0) >= now);
    const until = due < 0 ? batches.length : next + due;
    const stored = await costOf(meter, async () => {
      for (const batch of batches.slice(next, until)) {
        await storePageViews(
          analytics,
          batch.map(({ message }) => message),
          batch.at(-1)?.at ?? now,
        );
      }
    });
    next = until;
    store = sumOf(store, stored);
    const cost = await costOf(meter, () => recount({ database: stores.database, analytics, now }));
    slowestRecount = Math.max(slowestRecount, cost.milliseconds);
    counted = sumOf(counted, cost);
  }
  const countersOpen = await countersIn(stores.analytics);
  const rowBytes = store.size - empty;
  const freeze = await costOf(meter, () => freezeUntilDone({ ...stores, analytics }));
  const countersFrozen = await countersIn(stores.analytics);
  await stores.close();
  return {
    views,
    messages: sent.length,
    batches: batches.length,
    store,
    recount: counted,
    slowestRecount,
    freeze,
    rowBytes,
    countersOpen,
    countersFrozen,
  };
}

async function freezeUntilDone(stores: Omit<Parameters<typeof freezeDays>[0], 'now'>): Promise<void> {
  await stores.database
    .prepare(`INSERT INTO retention_runs (rule, state, started_at, still_due) VALUES ('orders', 'finished', ?1, 0)`)
    .bind(midnight + 30 * day)
    .run();
  for (let run = 0; run < 20; run += 1) {
    await freezeDays({ ...stores, now: midnight + 30 * day + run * 5 * 60_000 });
    const left = await stores.analytics.prepare('SELECT 1 AS found FROM page_views LIMIT 1').first();
    if (!left) return;
  }
  throw new Error('Rows were left after twenty runs');
}

async function countersIn(analytics: Parameters<typeof metered>[0]): Promise<number> {
  const row = await analytics.prepare('SELECT count(*) AS rows FROM counters').first<{ rows: number }>();
  return row?.rows ?? 0;
}

function nothing(): Meter {
  return { rowsWritten: 0, rowsRead: 0, statements: 0, milliseconds: 0, size: 0 };
}

function sumOf(left: Meter, right: Meter): Meter {
  return {
    rowsWritten: left.rowsWritten + right.rowsWritten,
    rowsRead: left.rowsRead + right.rowsRead,
    statements: left.statements + right.statements,
    milliseconds: left.milliseconds + right.milliseconds,
    size: Math.max(left.size, right.size),
  };
}
