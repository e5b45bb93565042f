import type { Problem } from '../../../src/api/answers.ts';
import type { PeopleFound, PeopleWish } from '../../../src/api/breach-answers.ts';
import { timeInWords } from '../../../src/api/time-in-words.ts';
import { columnInWords, peopleSources } from '../../../src/policy/breach-data.ts';
import { normaliseEmail } from '../../normalise-email.ts';
import { problem } from '../../problem.ts';
import type { Shop } from '../../shop.ts';
import { subjectTables } from '../../subject/subject-tables.ts';
import { subjectHash } from '../../subject-hash.ts';
import { type AtBreach, changeBreach } from '../change-breach.ts';
import { notNow } from '../refusals.ts';
import {
  type AffectedRows,
  countAffected,
  countPeople,
  type FoundPerson,
  insertPeopleStatement,
  selectAffected,
  selectKnownAmong,
} from './queries.ts';

/** At once: they go into the breach in one transaction. More are found in shorter periods. */
const mostPeople = 10_000;
const pageSize = 500;

/** How many people the wish finds. Nothing is written down of whom. */
export async function countPeopleFor(shop: Shop, wish: PeopleWish): Promise<PeopleFound | Problem> {
  if ('emails' in wish) {
    const emails = addressesOf(wish);
    const known = await knownAmong(shop, emails);
    return { people: known.length, unknown: emails.length - known.length };
  }
  const rows = rowsFor(wish);
  if (!('table' in rows)) return rows;
  return { people: await countAffected(shop.database, rows), unknown: 0 };
}

/** Adds whom the wish finds to the people of the breach: all of them or, where something fails, none. */
export async function addPeople(at: AtBreach, wish: PeopleWish): Promise<string | Problem> {
  const { shop, breach } = at;
  const rows = 'emails' in wish ? undefined : rowsFor(wish);
  if (rows && !('table' in rows)) return rows;
  const emails = rows
    ? await everybodyIn(shop, rows)
    : await knownAmong(shop, 'emails' in wish ? addressesOf(wish) : []);
  if (emails.length === 0) return notNow('Nobody was found.', 'The house holds nothing that leads to an address so.');
  if (emails.length > mostPeople) {
    return notNow(
      'These are too many at once.',
      `At once ${mostPeople} people can be added: ask for a shorter period.`,
    );
  }
  const before = await countPeople(shop.database, breach.number);
  const people = await Promise.all(emails.map((email) => personFor(shop, email)));
  const words = `Affected: ${peopleInWords(emails.length)}, found by ${wishInWords(wish)}.`;
  const details = 'emails' in wish ? { list: wish.emails.length } : { ...wish };
  const refusal = await changeBreach(
    at,
    { kind: 'people-found', words, details: { ...details, people: emails.length } },
    [...pagesOf(people).map((page) => insertPeopleStatement(shop.database, breach.number, page, shop.now))],
  );
  if (refusal) return refusal;
  const after = await countPeople(shop.database, breach.number);
  return `${peopleInWords(sum(after) - sum(before))} added; whoever was found before is there once.`;
}

function rowsFor({
  table: name,
  period,
  from,
  until,
}: Exclude<PeopleWish, { emails: unknown }>): AffectedRows | Problem {
  const source = peopleSources.find(({ table }) => table === name);
  const table = subjectTables().find((candidate) => candidate.name === name);
  if (!source || !table) return wrongWish('There is no such table, or no address is reached from it.');
  if (period === undefined) return { table };
  if (!source.periods.includes(period)) return wrongWish('The table has no such date.');
  const [begin, end] = [Date.parse(from ?? ''), Date.parse(until ?? '')];
  if (!(begin < end)) return wrongWish('A period has a beginning, and an end after it.');
  return { table, period: { column: period, from: begin, until: end } };
}

function wrongWish(detail: string): Problem {
  return problem('invalid-request', 'These people can’t be found so.', `${detail} Nothing was changed.`);
}

/** One more than may be added tells that there are too many. */
async function everybodyIn(shop: Shop, rows: AffectedRows): Promise<string[]> {
  const found: string[] = [];
  while (found.length <= mostPeople) {
    const page = await selectAffected(shop.database, rows, found.at(-1) ?? '', pageSize);
    found.push(...page);
    if (page.length < pageSize) break;
  }
  return found;
}

async function knownAmong(shop: Shop, emails: readonly string[]): Promise<string[]> {
  const tables = subjectTables().filter(({ way }) => way.length === 1 && way[0]?.endsAt === 'email');
  const known: string[] = [];
  for (const page of pagesOf(emails)) known.push(...(await selectKnownAmong(shop.database, page, tables)));
  return known;
}

function addressesOf({ emails }: Extract<PeopleWish, { emails: unknown }>): string[] {
  return [...new Set(emails.map(normaliseEmail).filter((email) => email !== ''))];
}

async function personFor(shop: Shop, email: string): Promise<FoundPerson> {
  return { id: crypto.randomUUID(), email, subjectHash: await subjectHash(shop.config.privacySecret, email) };
}

function pagesOf<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / pageSize) }, (_, page) =>
    items.slice(page * pageSize, (page + 1) * pageSize),
  );
}

function wishInWords(wish: PeopleWish): string {
  if ('emails' in wish) return `a list of ${wish.emails.length} addresses`;
  const { table, period, from, until } = wish;
  if (period === undefined) return `all of ${table}`;
  return `${table}, ${columnInWords(period)} from ${timeInWords(from ?? '')} to before ${timeInWords(until ?? '')}`;
}

export function peopleInWords(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

function sum({ found, writing, told, refused, not_told }: Awaited<ReturnType<typeof countPeople>>): number {
  return found + writing + told + refused + not_told;
}
