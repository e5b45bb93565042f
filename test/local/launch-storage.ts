import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { migrate, migrateAnalytics } from './migrate.ts';
import { type Database, databaseWorker, databaseWorkerName, reachDatabase } from './reach-database.ts';

/** What the shop keeps things in, empty and in the real workerd; no built shop is needed for it. */
export interface LocalStorage {
  /** Migrated, as the next one is. */
  readonly database: Database;
  readonly analytics: Database;
  readonly ledger: Bucket;
  readonly analyticsKeys: Bucket;
  close(): Promise<void>;
}

type Bucket = Awaited<ReturnType<Miniflare['getR2Bucket']>>;

/** @param persistTo a folder; without one everything is in memory */
export async function launchStorage(persistTo?: string): Promise<LocalStorage> {
  const worker = new Miniflare(
    convertV4MiniflareOptions({
      cf: false,
      ...(persistTo ? { resourcePersistencePath: persistTo } : {}),
      workers: [
        {
          ...databaseWorker({ DB: 'shop', ANALYTICS: 'analytics' }),
          r2Buckets: ['LEDGER', 'ANALYTICS_KEYS'],
        },
      ],
    }),
  );
  const database = await reachDatabase(worker, 'DB');
  await migrate(database);
  const analytics = await reachDatabase(worker, 'ANALYTICS');
  await migrateAnalytics(analytics);
  return {
    database,
    analytics,
    ledger: await worker.getR2Bucket('LEDGER', databaseWorkerName),
    analyticsKeys: await worker.getR2Bucket('ANALYTICS_KEYS', databaseWorkerName),
    close: () => worker.dispose(),
  };
}
