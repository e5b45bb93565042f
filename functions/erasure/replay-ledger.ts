import { endOf } from '../../src/policy/duration.ts';
import { retention } from '../../src/policy/retention.ts';
import { normaliseEmail } from '../normalise-email.ts';
import { writeWithProof } from '../register/write-with-proof.ts';
import type { Shop } from '../shop.ts';
import { selectAddresses } from '../subject/queries.ts';
import { keyOf, personOf, subjectTables } from '../subject/subject-tables.ts';
import { erasePerson } from './erase-person.ts';
import { type LedgerEntry, listLedger, readLedgerEntry } from './ledger.ts';
import { insertErasureStatement, selectMissingErasures, tombstoneStatement } from './queries.ts';
import { type ReplayPlace, readReplayPlace, removeReplayPlace, writeReplayPlace } from './replay-place.ts';

const minute = 60_000;
/** A request that is being carried out this moment has its entry in the ledger already. */
const mostMinutesOfAnErasure = 10;
/** With the pages below, what a run of the Worker may ask of D1 and R2; what is left goes on with the next. */
const mostMissing = 50;
const pageSize = 500;
const pagesPerRun = 100;

export interface Replay {
  /** Entries of the ledger that this database did not know as carried out. */
  readonly missing: number;
  /** People who were found and erased again. */
  readonly erased: number;
  /** False while there is more to look through: call again. */
  readonly isDone: boolean;
}

/**
 * Erases again whoever the ledger has and this database has not: after it was restored from before their erasure, or
 * after a Worker that stopped between the two. Nobody's address is in the ledger, so every address here is hashed and
 * compared. Where nothing is missing it costs a list and a question. It goes on where it stopped.
 */
export async function replayLedger(shop: Shop): Promise<Replay> {
  const { missing, isAll } = await findMissing(shop);
  if (missing.length === 0) {
    await removeReplayPlace(shop.ledger);
    return { missing: 0, erased: 0, isDone: isAll };
  }
  const ids = missing.map(({ id }) => id);
  const started = await readReplayPlace(shop.ledger, ids);
  const { erased, stopped } = await eraseWhoIsFound(shop, missing, started);
  if (stopped) {
    await writeReplayPlace(shop.ledger, stopped);
    return { missing: missing.length, erased, isDone: false };
  }
  for (const entry of missing) await noteNobody(shop, entry);
  await removeReplayPlace(shop.ledger);
  return { missing: missing.length, erased, isDone: isAll };
}

async function findMissing(shop: Shop): Promise<{ missing: LedgerEntry[]; isAll: boolean }> {
  const missing: LedgerEntry[] = [];
  let cursor: string | undefined;
  do {
    const page = await listLedger(shop.ledger, cursor);
    for (const id of await selectMissingErasures(shop.database, page.ids)) {
      if (missing.length === mostMissing) return { missing, isAll: false };
      const entry = await readLedgerEntry(shop.ledger, id);
      if (entry && isToBeReplayed(entry, shop.now)) missing.push(entry);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return { missing, isAll: true };
}

/** An entry of which our own row has just gone by its period is not missing; who comes back after that is a new person. */
function isToBeReplayed({ begunAt }: LedgerEntry, now: number): boolean {
  const isOver = endOf(begunAt, retention.erasures.keep) <= now + 24 * 60 * minute;
  return !isOver && begunAt + mostMinutesOfAnErasure * minute <= now;
}

/** Page by page through every declared table that has addresses. */
async function eraseWhoIsFound(
  shop: Shop,
  missing: readonly LedgerEntry[],
  started: ReplayPlace,
): Promise<{ erased: number; stopped?: ReplayPlace }> {
  const tables = subjectTables().filter(({ way }) => way.length === 1 && way[0]?.endsAt === 'email');
  const seen = new Set<string>();
  let erased = 0;
  let pages = 0;
  let { afterKey } = started;
  for (const table of tables.slice(
    Math.max(
      0,
      tables.findIndex(({ name }) => name === started.table),
    ),
  )) {
    for (;;) {
      if (pages === pagesPerRun) return { erased, stopped: { ids: started.ids, table: table.name, afterKey } };
      const page = await selectAddresses(shop.database, table, keyOf(table.name), afterKey, pageSize);
      pages += 1;
      for (const row of page) {
        const email = normaliseEmail(row.email);
        if (email === '' || seen.has(email)) continue;
        seen.add(email);
        erased += await eraseIfMissing(shop, missing, email);
      }
      const last = page.at(-1);
      if (!last || page.length < pageSize) break;
      afterKey = last.key;
    }
    afterKey = '';
  }
  return { erased };
}

async function eraseIfMissing(shop: Shop, missing: readonly LedgerEntry[], email: string): Promise<number> {
  const person = await personOf(shop, email);
  const entries = missing.filter(({ subjectHash }) => subjectHash === person.subjectHash);
  for (const entry of entries) await erasePerson(shop, person, entry);
  return entries.length > 0 ? 1 : 0;
}

/** Whoever it was is not in this database any more: that too is known from now on. */
async function noteNobody(shop: Shop, entry: LedgerEntry): Promise<void> {
  const [isMissing] = await selectMissingErasures(shop.database, [entry.id]);
  if (isMissing === undefined) return;
  const { requestNumber, subjectHash } = entry;
  await writeWithProof(
    shop,
    [insertErasureStatement(shop.database, entry, shop.now), tombstoneStatement(shop.database, subjectHash, shop.now)],
    [{ requestNumber, subjectHash, kind: 'erasure', step: 'nobody-to-erase', details: { scope: entry.scope } }],
  );
}
