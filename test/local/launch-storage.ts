import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { migrate } from './migrate.ts';
import { type Database, databaseWorker, databaseWorkerName, reachDatabase } from './reach-database.ts';

/** What the shop keeps things in, empty and in the real workerd; no built shop is needed for it. */
export interface LocalStorage {
  /** Migrated. */
  readonly database: Database;
  readonly ledger: Awaited<ReturnType<Miniflare['getR2Bucket']>>;
  close(): Promise<void>;
}

/** @param persistTo a folder; without one everything is in memory */
export async function launchStorage(persistTo?: string): Promise<LocalStorage> {
  const worker = new Miniflare(
    convertV4MiniflareOptions({
      cf: false,
      ...(persistTo ? { resourcePersistencePath: persistTo } : {}),
      workers: [{ ...databaseWorker({ DB: 'shop' }), r2Buckets: ['LEDGER'] }],
    }),
  );
  const database = await reachDatabase(worker, 'DB');
  await migrate(database);
  return {
    database,
    ledger: await worker.getR2Bucket('LEDGER', databaseWorkerName),
    close: () => worker.dispose(),
  };
}
