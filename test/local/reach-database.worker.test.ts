import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, databaseWorker, reachDatabase } from './reach-database.ts';

const d1Databases = { DB: 'pieces', OTHER: 'others' };

let worker: Miniflare;
let databases: Readonly<Record<'ours' | 'theirs', Database>>;
beforeAll(async () => {
  const tested = {
    name: 'tested',
    modules: true,
    script: 'export default {};',
    compatibilityDate: '2026-10-12',
    d1Databases,
  };
  worker = new Miniflare(convertV4MiniflareOptions({ cf: false, workers: [tested, databaseWorker(d1Databases)] }));
  await worker.ready;
  databases = { ours: await reachDatabase(worker, 'DB'), theirs: await worker.getD1Database('DB', 'tested') };
});
afterAll(() => worker.dispose());
beforeEach(async () => {
  await databases.ours.exec('DROP TABLE IF EXISTS pieces');
  await databases.ours.exec('CREATE TABLE pieces (sku TEXT PRIMARY KEY, amount INTEGER CHECK (amount >= 0)) STRICT');
});

describe.each(['ours', 'theirs'] as const)('a question asked by way of %s', (way) => {
  test('is answered with rows, the first, one column of it, or nothing', async () => {
    const database = databases[way];
    await database.prepare('INSERT INTO pieces VALUES (?1, ?2), (?3, NULL)').bind('A', 1, 'B').run();
    const all = database.prepare('SELECT * FROM pieces ORDER BY sku');
    expect((await all.all()).results).toEqual([
      { sku: 'A', amount: 1 },
      { sku: 'B', amount: null },
    ]);
    expect(await all.first()).toEqual({ sku: 'A', amount: 1 });
    expect(await all.first('amount')).toBe(1);
    expect(await database.prepare('SELECT * FROM pieces WHERE sku = ?1').bind('C').first()).toBeNull();
  });

  test('says how many rows it wrote', async () => {
    const { meta } = await databases[way].prepare(`INSERT INTO pieces VALUES ('A', 1), ('B', 2)`).run();
    expect(meta).toMatchObject({ changes: 2 });
  });

  test('is one transaction with those of its batch', async () => {
    const database = databases[way];
    const write = database.prepare('INSERT INTO pieces VALUES (?1, ?2)');
    await expect(database.batch([write.bind('A', 1), write.bind('B', -1)])).rejects.toThrow(/CHECK constraint failed/);
    expect(await database.prepare('SELECT count(*) AS rows FROM pieces').first('rows')).toBe(0);
    const [first, second] = await database.batch([write.bind('A', 1), database.prepare('SELECT sku FROM pieces')]);
    expect(first?.meta.changes).toBe(1);
    expect(second?.results).toEqual([{ sku: 'A' }]);
  });
});

function words(answer: Promise<unknown>): Promise<string> {
  return answer.then(
    () => 'nothing failed',
    (error: Error) => error.message,
  );
}

test.each(['SELECT nothing FROM pieces', `INSERT INTO pieces VALUES ('A', -1)`, 'SELECT'])(
  '%j fails in the same words by either way',
  async (sql) => {
    const { ours, theirs } = databases;
    const alone = await words(theirs.prepare(sql).run());
    expect(alone).toMatch(/^D1_ERROR/);
    expect(await words(ours.prepare(sql).run())).toBe(alone);
    const inBatch = await words(theirs.batch([theirs.prepare(sql)]));
    expect(inBatch).toMatch(/^D1_ERROR/);
    expect(await words(ours.batch([ours.prepare(sql)]))).toBe(inBatch);
  },
);

test('a value that would arrive as another is refused', () => {
  expect(() => databases.ours.prepare('SELECT ?1').bind(undefined)).toThrow(/lacks/);
  expect(() => databases.ours.prepare('SELECT ?1').bind(Number.NaN)).toThrow(/lacks/);
});

test('each binding reaches its own database', async () => {
  const other = await reachDatabase(worker, 'OTHER');
  await expect(other.prepare('SELECT * FROM pieces').all()).rejects.toThrow(/no such table/);
});
