import { csvCell } from '../copies/write-csv.ts';
import type { Shop } from '../shop.ts';
import { countPeople } from './people/queries.ts';
import { type Breach, type Clock, selectBreaches, selectClocks, selectEntries, type WrittenEntry } from './queries.ts';

/** The whole register as Art. 33(5) GDPR wants it: the facts of each breach, its effects, and what was done. */

const breachesAtOnce = 50;
const entriesAtOnce = 500;
/** Excel takes a file for UTF-8 only when it begins with this. */
const byteOrderMark = '\uFEFF';
const head = ['number', 'discovered_at', 'closed_at', 'risk', 'entry', 'at', 'kind', 'role', 'words'];

/** A line for each entry of each record, as RFC 4180 has them. */
export async function* registerAsCsv(shop: Shop): AsyncGenerator<string> {
  yield `${byteOrderMark}${line(head)}`;
  for await (const breach of everyBreach(shop)) {
    for await (const entry of everyEntry(shop, breach)) yield line(cellsOf(breach, entry));
  }
}

/** `{"breaches": […]}`, written piece by piece. */
export async function* registerAsJson(shop: Shop): AsyncGenerator<string> {
  yield `{"writtenAt":${JSON.stringify(instant(shop.now))},"breaches":[`;
  let separator = '';
  for await (const breach of everyBreach(shop)) {
    yield separator + JSON.stringify(await recordOf(shop, breach));
    separator = ',';
  }
  yield ']}';
}

async function recordOf(shop: Shop, breach: Breach) {
  const [clocks, people] = await Promise.all([
    selectClocks(shop.database, [breach.number]),
    countPeople(shop.database, breach.number),
  ]);
  const entries: object[] = [];
  for await (const { at, kind, role, words, details } of everyEntry(shop, breach)) {
    entries.push({ at: instant(at), kind, role, words, details: JSON.parse(details) });
  }
  return {
    number: breach.number,
    discoveredAt: instant(breach.discovered_at),
    recordedAt: instant(breach.recorded_at),
    closedAt: breach.closed_at === null ? null : instant(breach.closed_at),
    happened: breach.happened,
    data: JSON.parse(breach.data),
    consequences: breach.consequences,
    measures: breach.measures,
    risk: breach.risk,
    riskReason: breach.risk_reason,
    people,
    clocks: clocks.map(clockAsJson),
    entries,
  };
}

function clockAsJson({ clock, due_at, kept_at }: Clock) {
  return { clock, dueAt: instant(due_at), keptAt: kept_at === null ? null : instant(kept_at) };
}

async function* everyBreach({ database }: Shop): AsyncGenerator<Breach> {
  let before = { at: Number.MAX_SAFE_INTEGER, number: '' };
  for (;;) {
    const page = await selectBreaches(database, before, breachesAtOnce);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < breachesAtOnce) return;
    before = { at: last.discovered_at, number: last.number };
  }
}

async function* everyEntry({ database }: Shop, { number }: Breach): AsyncGenerator<WrittenEntry> {
  let after = 0;
  for (;;) {
    const page = await selectEntries(database, number, after, entriesAtOnce);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < entriesAtOnce) return;
    after = last.id;
  }
}

function cellsOf({ number, discovered_at, closed_at, risk }: Breach, { id, at, kind, role, words }: WrittenEntry) {
  const closed = closed_at === null ? '' : instant(closed_at);
  return [number, instant(discovered_at), closed, risk, id, instant(at), kind, role, words];
}

function line(values: readonly (string | number)[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
