import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { StaffRole } from '../../src/api/answers.ts';
import type { BreachClock, BreachRisk } from '../../src/policy/breach-clock.ts';

export interface Breach {
  readonly number: string;
  readonly revision: number;
  /** Milliseconds since the epoch, as every other instant. */
  readonly discovered_at: number;
  readonly recorded_at: number;
  readonly happened: string;
  /** A JSON array of `orders.email`. */
  readonly data: string;
  readonly consequences: string;
  readonly measures: string;
  readonly risk: BreachRisk;
  readonly risk_reason: string;
  readonly notice: string;
  readonly notice_begun_at: number | null;
  readonly tells_restricted: 0 | 1;
  readonly closed_at: number | null;
}

export interface Clock {
  readonly breach_number: string;
  readonly clock: BreachClock;
  readonly due_at: number;
  readonly warned_at: number | null;
  readonly overdue_at: number | null;
  readonly kept_at: number | null;
}

const columns = `number, revision, discovered_at, recorded_at, happened, data, consequences, measures, risk, risk_reason,
  notice, notice_begun_at, tells_restricted, closed_at`;

export function insertBreachStatement(
  database: D1Database,
  breach: Pick<Breach, 'number' | 'discovered_at' | 'recorded_at' | 'happened'>,
): D1PreparedStatement {
  return database
    .prepare('INSERT INTO breaches (number, discovered_at, recorded_at, happened) VALUES (?1, ?2, ?3, ?4)')
    .bind(breach.number, breach.discovered_at, breach.recorded_at, breach.happened);
}

export function insertClockStatement(
  database: D1Database,
  number: string,
  clock: BreachClock,
  dueAt: number,
): D1PreparedStatement {
  return database
    .prepare('INSERT INTO breach_clocks (breach_number, clock, due_at) VALUES (?1, ?2, ?3)')
    .bind(number, clock, dueAt);
}

export interface Entry {
  readonly kind:
    | 'recorded'
    | 'facts'
    | 'people-found'
    | 'authority-told'
    | 'people-told'
    | 'people-told-otherwise'
    | 'warned'
    | 'overdue'
    | 'closed';
  /** Empty where the shop does it by itself. */
  readonly role: StaffRole | '';
  readonly words: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export function insertEntryStatement(
  database: D1Database,
  number: string,
  { kind, role, words, details }: Entry,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      'INSERT INTO breach_entries (breach_number, at, kind, role, words, details) VALUES (?1, ?2, ?3, ?4, ?5, ?6)',
    )
    .bind(number, now, kind, role, words, JSON.stringify(details));
}

export function selectBreach(database: D1Database, number: string): Promise<Breach | null> {
  return database.prepare(`SELECT ${columns} FROM breaches WHERE number = ?1`).bind(number).first<Breach>();
}

/** The newest discovery first, from before a place in that order. */
export async function selectBreaches(
  database: D1Database,
  before: { readonly at: number; readonly number: string },
  limit: number,
): Promise<Breach[]> {
  const { results } = await database
    .prepare(
      `SELECT ${columns} FROM breaches WHERE (discovered_at, number) < (?1, ?2)
       ORDER BY discovered_at DESC, number DESC LIMIT ?3`,
    )
    .bind(before.at, before.number, limit)
    .all<Breach>();
  return results;
}

export async function selectClocks(database: D1Database, numbers: readonly string[]): Promise<Clock[]> {
  const { results } = await database
    .prepare(
      `SELECT breach_number, clock, due_at, warned_at, overdue_at, kept_at FROM breach_clocks
       WHERE breach_number IN (SELECT value FROM json_each(?1)) ORDER BY breach_number, clock`,
    )
    .bind(JSON.stringify(numbers))
    .all<Clock>();
  return results;
}

export interface WrittenEntry {
  readonly id: number;
  readonly breach_number: string;
  readonly at: number;
  readonly kind: Entry['kind'];
  readonly role: string;
  readonly words: string;
  readonly details: string;
}

/** From after one, in the order in which they were written. */
export async function selectEntries(
  database: D1Database,
  number: string,
  afterId: number,
  limit: number,
): Promise<WrittenEntry[]> {
  const { results } = await database
    .prepare(
      `SELECT id, breach_number, at, kind, role, words, details FROM breach_entries
       WHERE breach_number = ?1 AND id > ?2 ORDER BY id LIMIT ?3`,
    )
    .bind(number, afterId, limit)
    .all<WrittenEntry>();
  return results;
}

/** Breaks a NOT NULL constraint, and the transaction with it, where the breach was changed since or is closed. */
export function nextRevisionStatement(database: D1Database, number: string, seen: number): D1PreparedStatement {
  return database
    .prepare(
      `UPDATE breaches SET revision = CASE WHEN revision = ?2 AND closed_at IS NULL THEN revision + 1 END
       WHERE number = ?1`,
    )
    .bind(number, seen);
}

export function wasChanged(error: unknown): boolean {
  return error instanceof Error && error.message.includes('NOT NULL constraint failed: breaches.revision');
}

export function setFactsStatement(
  database: D1Database,
  number: string,
  facts: Pick<Breach, 'happened' | 'data' | 'consequences' | 'measures' | 'risk' | 'risk_reason'>,
): D1PreparedStatement {
  return database
    .prepare(
      `UPDATE breaches SET happened = ?2, data = ?3, consequences = ?4, measures = ?5, risk = ?6, risk_reason = ?7
       WHERE number = ?1`,
    )
    .bind(number, facts.happened, facts.data, facts.consequences, facts.measures, facts.risk, facts.risk_reason);
}

export function beginNoticeStatement(
  database: D1Database,
  number: string,
  notice: string,
  tellsRestricted: boolean,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `UPDATE breaches SET notice = ?2, notice_begun_at = coalesce(notice_begun_at, ?3), tells_restricted = ?4
       WHERE number = ?1`,
    )
    .bind(number, notice, now, tellsRestricted ? 1 : 0);
}

/** The first telling counts; what is said later is a phase of it. */
export function keepClockStatement(
  database: D1Database,
  number: string,
  clock: BreachClock,
  at: number,
): D1PreparedStatement {
  return database
    .prepare('UPDATE breach_clocks SET kept_at = ?3 WHERE breach_number = ?1 AND clock = ?2 AND kept_at IS NULL')
    .bind(number, clock, at);
}

export function closeStatement(database: D1Database, number: string, now: number): D1PreparedStatement {
  return database.prepare('UPDATE breaches SET closed_at = ?2 WHERE number = ?1').bind(number, now);
}

/** Clocks that run and end at `dueBy` or before, where something is still to be said of it at `now`. Earliest first. */
export async function selectEndingClocks(
  database: D1Database,
  dueBy: number,
  now: number,
  limit: number,
): Promise<Clock[]> {
  const { results } = await database
    .prepare(
      `SELECT c.breach_number, c.clock, c.due_at, c.warned_at, c.overdue_at, c.kept_at
       FROM breach_clocks c JOIN breaches b ON b.number = c.breach_number
       WHERE c.kept_at IS NULL AND c.due_at <= ?1 AND b.closed_at IS NULL AND b.risk <> 'none-likely'
         AND CASE WHEN c.due_at <= ?2 THEN c.overdue_at ELSE c.warned_at END IS NULL
       ORDER BY c.due_at LIMIT ?3`,
    )
    .bind(dueBy, now, limit)
    .all<Clock>();
  return results;
}

/** Breaks a NOT NULL constraint where it was said already, or there is nothing to say any more. */
export function markSaidStatement(
  database: D1Database,
  { breach_number, clock }: Pick<Clock, 'breach_number' | 'clock'>,
  said: 'warned_at' | 'overdue_at',
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `UPDATE breach_clocks
       SET ${said} = ?3, due_at = CASE WHEN ${said} IS NULL AND kept_at IS NULL THEN due_at END
       WHERE breach_number = ?1 AND clock = ?2`,
    )
    .bind(breach_number, clock, now);
}

export function wasSaid(error: unknown): boolean {
  return error instanceof Error && error.message.includes('NOT NULL constraint failed: breach_clocks.due_at');
}

/** Breaches whose notice has begun to go out and that are not closed. */
export async function selectBegunNotices(database: D1Database, limit: number): Promise<string[]> {
  const { results } = await database
    .prepare(
      `SELECT number FROM breaches WHERE closed_at IS NULL AND notice_begun_at IS NOT NULL
       ORDER BY notice_begun_at LIMIT ?1`,
    )
    .bind(limit)
    .all<{ number: string }>();
  return results.map(({ number }) => number);
}
