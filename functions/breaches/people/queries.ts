import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { SubjectTable } from '../../subject/subject-tables.ts';
import type { Clock } from '../queries.ts';

/** Names of tables and columns are the policy's constants, looked up among the declared ones; all else is bound. */

/** Rows of a table whose way ends at an address; where a period is asked for, by one of its own instants. */
export interface AffectedRows {
  readonly table: SubjectTable;
  readonly period?: { readonly column: string; readonly from: number; readonly until: number };
}

function peopleText({ table, period }: AffectedRows, isCounted: boolean): string {
  const { way } = table;
  const last = way.length - 1;
  const joined = way.slice(1).map((link, place) => {
    return `JOIN ${link.table} AS t${place + 1} ON t${place + 1}.${link.keyColumn} = t${place}.${way[place]?.column}`;
  });
  const address = `lower(t${last}.${way[last]?.column})`;
  return `SELECT ${isCounted ? `count(DISTINCT ${address}) AS people` : `DISTINCT ${address} AS email`}
    FROM ${[`${table.name} AS t0`, ...joined].join(' ')}
    WHERE ${address} > ?1 ${period ? `AND t0.${period.column} >= ?2 AND t0.${period.column} < ?3` : ''}
    ${isCounted ? '' : `ORDER BY ${address} LIMIT ${period ? '?4' : '?2'}`}`;
}

function boundFor({ period }: AffectedRows, after: string): (string | number)[] {
  return [after, ...(period ? [period.from, period.until] : [])];
}

/** How many addresses the rows lead to. An erased one is no address. */
export async function countAffected(database: D1Database, rows: AffectedRows): Promise<number> {
  const row = await database
    .prepare(peopleText(rows, true))
    .bind(...boundFor(rows, ''))
    .first<{ people: number }>();
  return row?.people ?? 0;
}

/** In the order of the addresses, in lower case, from after one. */
export async function selectAffected(
  database: D1Database,
  rows: AffectedRows,
  after: string,
  limit: number,
): Promise<string[]> {
  const { results } = await database
    .prepare(peopleText(rows, false))
    .bind(...boundFor(rows, after), limit)
    .all<{ email: string }>();
  return results.map(({ email }) => email);
}

/** Of these addresses, in lower case, those that a table has: tables with a column of their own for it. */
export async function selectKnownAmong(
  database: D1Database,
  emails: readonly string[],
  tables: readonly SubjectTable[],
): Promise<string[]> {
  const known = tables.map(({ name, way }) => `EXISTS (SELECT 1 FROM ${name} WHERE lower(${way[0]?.column}) = value)`);
  const { results } = await database
    .prepare(`SELECT DISTINCT value AS email FROM json_each(?1) WHERE ${known.join(' OR ')} ORDER BY value`)
    .bind(JSON.stringify(emails))
    .all<{ email: string }>();
  return results.map(({ email }) => email);
}

export interface FoundPerson {
  readonly id: string;
  readonly subjectHash: string;
  readonly email: string;
}

/** Whoever was found before stays as they are: nobody is written to twice about the same breach. */
export function insertPeopleStatement(
  database: D1Database,
  number: string,
  people: readonly FoundPerson[],
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO breach_people (id, breach_number, subject_hash, email, state, found_at)
       SELECT value ->> 'id', ?1, value ->> 'subjectHash', value ->> 'email', 'found', ?3 FROM json_each(?2)
       WHERE true ON CONFLICT (breach_number, subject_hash) DO NOTHING`,
    )
    .bind(number, JSON.stringify(people), now);
}

export interface PeopleCounts {
  readonly found: number;
  readonly writing: number;
  readonly told: number;
  readonly refused: number;
  readonly not_told: number;
  readonly restricted: number;
}

const isRestricted = `EXISTS (SELECT 1 FROM restrictions r WHERE r.email = p.email AND r.lifted_at IS NULL)`;

export async function countPeople(database: D1Database, number: string): Promise<PeopleCounts> {
  const row = await database
    .prepare(
      `SELECT count(*) FILTER (WHERE state = 'found') AS found, count(*) FILTER (WHERE state = 'writing') AS writing,
         count(*) FILTER (WHERE state = 'told') AS told, count(*) FILTER (WHERE state = 'refused') AS refused,
         count(*) FILTER (WHERE state = 'not-told') AS not_told,
         count(*) FILTER (WHERE state = 'found' AND ${isRestricted}) AS restricted
       FROM breach_people p WHERE breach_number = ?1`,
    )
    .bind(number)
    .first<PeopleCounts>();
  return row ?? { found: 0, writing: 0, told: 0, refused: 0, not_told: 0, restricted: 0 };
}

/** Whoever is to be written to next: of a breach whose notice goes out, the restricted only where that was decided. */
const nextToWrite = `SELECT p.id FROM breach_people p JOIN breaches b ON b.number = p.breach_number
  WHERE p.breach_number = ?1 AND p.state = 'found' AND p.email <> '' AND b.notice_begun_at IS NOT NULL
    AND b.closed_at IS NULL AND (b.tells_restricted = 1 OR NOT ${isRestricted})
  ORDER BY p.id LIMIT ?2`;

/**
 * Puts the next letters into the outbox, and notes it of whoever they are for, in one transaction: however often it
 * dies and begins again, each person has one letter.
 *
 * @returns their ids in the outbox, fewer than `limit` when nobody is left
 */
export async function writeNextNotices(
  database: D1Database,
  number: string,
  limit: number,
  now: number,
): Promise<string[]> {
  const [, written] = await database.batch<{ mail_id: string }>([
    database
      .prepare(
        `INSERT INTO mail_outbox (id, kind, email, subject_id, state, next_attempt_at, created_at)
         SELECT 'breach-notice:' || id, 'breach-notice', email, id, 'waiting', ?3, ?3 FROM breach_people
         WHERE id IN (${nextToWrite}) ON CONFLICT (id) DO NOTHING`,
      )
      .bind(number, limit, now),
    database
      .prepare(
        `UPDATE breach_people SET state = 'writing' WHERE id IN (${nextToWrite})
         RETURNING 'breach-notice:' || id AS mail_id`,
      )
      .bind(number, limit),
  ]);
  return (written?.results ?? []).map(({ mail_id }) => mail_id);
}

/** What became of the letters: told, and the address goes; refused; or erased meanwhile, so that there is nobody to write to. */
export async function settleNotices(database: D1Database, number: string): Promise<void> {
  const mailOf = (state: string) =>
    `SELECT 1 FROM mail_outbox m WHERE m.id = 'breach-notice:' || breach_people.id AND m.state IN (${state})`;
  await database.batch([
    database
      .prepare(
        `UPDATE breach_people SET state = 'told', email = '', told_at = (
           SELECT sent_at FROM mail_outbox m WHERE m.id = 'breach-notice:' || breach_people.id)
         WHERE breach_number = ?1 AND state = 'writing' AND EXISTS (${mailOf(`'sent'`)})`,
      )
      .bind(number),
    database
      .prepare(
        `UPDATE breach_people SET state = 'refused'
         WHERE breach_number = ?1 AND state = 'writing' AND EXISTS (${mailOf(`'refused', 'dropped'`)})`,
      )
      .bind(number),
    database
      .prepare(
        `UPDATE breach_people SET state = 'not-told'
         WHERE breach_number = ?1 AND state IN ('found', 'writing') AND email = '' AND NOT EXISTS (${mailOf(`'waiting'`)})`,
      )
      .bind(number),
  ]);
}

/** The people's clock ends with the last letter that left, once nobody waits for one. */
export async function keepPeopleClock(database: D1Database, number: string, now: number): Promise<void> {
  await database
    .prepare(
      `UPDATE breach_clocks SET kept_at = coalesce(
         (SELECT max(told_at) FROM breach_people p WHERE p.breach_number = breach_clocks.breach_number), ?2)
       WHERE breach_number = ?1 AND clock = 'people' AND kept_at IS NULL
         AND EXISTS (SELECT 1 FROM breach_people p WHERE p.breach_number = ?1)
         AND NOT EXISTS (SELECT 1 FROM breach_people p WHERE p.breach_number = ?1
           AND p.state IN ('found', 'writing', 'refused'))`,
    )
    .bind(number, now)
    .run();
}

/** Whoever has had no letter gets none any more. */
export function endWaitingStatement(database: D1Database, number: string): D1PreparedStatement {
  return database
    .prepare(`UPDATE breach_people SET state = 'not-told', email = '' WHERE breach_number = ?1 AND state = 'found'`)
    .bind(number);
}

/** The addresses that took no letter go too. */
export function forgetPeopleStatement(database: D1Database, number: string): D1PreparedStatement {
  return database.prepare(`UPDATE breach_people SET email = '' WHERE breach_number = ?1 AND email <> ''`).bind(number);
}

/** Addresses that took no letter. */
export async function selectUnreached(database: D1Database, number: string, limit: number): Promise<string[]> {
  const { results } = await database
    .prepare(
      `SELECT email FROM breach_people WHERE breach_number = ?1 AND state = 'refused' AND email <> ''
       ORDER BY id LIMIT ?2`,
    )
    .bind(number, limit)
    .all<{ email: string }>();
  return results.map(({ email }) => email);
}

export interface NoticeOfPerson {
  readonly number: Clock['breach_number'];
  readonly notice: string;
}

/** What a person is told; null when the breach is no longer there or nothing goes out. */
export function selectNoticeOf(database: D1Database, personId: string): Promise<NoticeOfPerson | null> {
  return database
    .prepare(
      `SELECT b.number, b.notice FROM breach_people p JOIN breaches b ON b.number = p.breach_number
       WHERE p.id = ?1 AND b.notice_begun_at IS NOT NULL`,
    )
    .bind(personId)
    .first<NoticeOfPerson>();
}
