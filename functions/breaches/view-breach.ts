import type { DeskBreach, DeskBreachLine, DeskBreachList, DeskClock } from '../../src/api/breach-answers.ts';
import { clockStanding } from '../../src/policy/breach-clock.ts';
import type { Shop } from '../shop.ts';
import { missingToClose } from './close-breach.ts';
import { draftForAuthority, draftForPeople } from './draft-notices.ts';
import { countPeople } from './people/queries.ts';
import { type Breach, type Clock, selectBreaches, selectClocks, selectEntries } from './queries.ts';

const pageSize = 50;
/** More than a breach ever has; the export has all. */
const mostEntries = 500;

export interface BreachPlace {
  readonly at: number;
  readonly number: string;
}

/** A page of the register, the newest discovery first. */
export async function listBreaches(shop: Shop, before: BreachPlace | undefined): Promise<DeskBreachList> {
  const place = before ?? { at: Number.MAX_SAFE_INTEGER, number: '' };
  const found = await selectBreaches(shop.database, place, pageSize + 1);
  const shown = found.slice(0, pageSize);
  const clocks = await selectClocks(
    shop.database,
    shown.map(({ number }) => number),
  );
  const last = found.length > pageSize ? shown.at(-1) : undefined;
  return {
    breaches: shown.map((breach) => lineOf(breach, clocks, shop.now)),
    ...(last ? { next: `${last.discovered_at}.${last.number}` } : {}),
  };
}

export const breachPlacePattern = /^\d{1,16}\.BR-[0-9A-Z]{4}-[0-9A-Z]{4}$/;

export function readBreachPlace(place: string): BreachPlace {
  const [at = '', number = ''] = place.split('.', 2);
  return { at: Number(at), number };
}

/** All that is known, and what would be written to whom. */
export async function viewBreach(shop: Shop, breach: Breach): Promise<DeskBreach> {
  const [clocks, people, entries] = await Promise.all([
    selectClocks(shop.database, [breach.number]),
    countPeople(shop.database, breach.number),
    selectEntries(shop.database, breach.number, 0, mostEntries),
  ]);
  const authority = clocks.find(({ clock }) => clock === 'authority');
  const { not_told: notTold, ...counts } = people;
  return {
    ...lineOf(breach, clocks, shop.now),
    revision: breach.revision,
    recordedAt: instant(breach.recorded_at),
    data: JSON.parse(breach.data),
    consequences: breach.consequences,
    measures: breach.measures,
    riskReason: breach.risk_reason,
    people: { ...counts, notTold },
    ...(breach.notice_begun_at === null ? {} : { notice: noticeOf(breach, breach.notice_begun_at) }),
    drafts: {
      authority: draftForAuthority(breach, authority, people, shop.now),
      people: draftForPeople(breach),
    },
    entries: entries.map(({ at, kind, role, words }) => ({ at: instant(at), kind, role, words })),
    missing: missingToClose(breach, clocks, people),
  };
}

function lineOf(breach: Breach, clocks: readonly Clock[], now: number): DeskBreachLine {
  return {
    number: breach.number,
    discoveredAt: instant(breach.discovered_at),
    happened: breach.happened,
    risk: breach.risk,
    clocks: clocks.flatMap((clock) => (clock.breach_number === breach.number ? [clockOf(clock, breach, now)] : [])),
    ...(breach.closed_at === null ? {} : { closedAt: instant(breach.closed_at) }),
  };
}

function clockOf(clock: Clock, { risk }: Breach, now: number): DeskClock {
  return {
    clock: clock.clock,
    dueAt: instant(clock.due_at),
    ...(clock.kept_at === null ? {} : { keptAt: instant(clock.kept_at) }),
    standing: clockStanding(clock, risk, now),
  };
}

function noticeOf({ notice, tells_restricted }: Breach, begunAt: number) {
  return { words: notice, begunAt: instant(begunAt), tellsRestricted: tells_restricted === 1 };
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
