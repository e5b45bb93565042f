import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import { addressesOfOthers, keptForTax, lockedInto, type TaxRecord } from '../../src/policy/kept-after-erasure.ts';
import type { PrivacyRequest } from '../requests/queries.ts';
import { boundFor, rowsOf } from '../subject/queries.ts';
import type { Person, SubjectTable } from '../subject/subject-tables.ts';
import type { LedgerEntry } from './ledger.ts';

/**
 * Each statement finds the person's rows by selects within selects and binds a value or two, so that a hundred orders
 * are as many statements as one. Names of tables and columns are the policy's constants.
 */

/** Breaks the primary key when this erasure was carried out already: with it the whole transaction is undone. */
export function insertErasureStatement(database: D1Database, entry: LedgerEntry, now: number): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO erasures (id, request_number, subject_hash, scope, begun_at, done_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
    )
    .bind(entry.id, entry.requestNumber, entry.subjectHash, entry.scope, entry.begunAt, now);
}

export function tombstoneStatement(database: D1Database, subjectHash: string, now: number): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO tombstones (subject_hash, erased_at) VALUES (?1, ?2)
       ON CONFLICT (subject_hash) DO UPDATE SET erased_at = max(erased_at, excluded.erased_at)`,
    )
    .bind(subjectHash, now);
}

export function deleteRowsStatement(database: D1Database, table: SubjectTable, person: Person): D1PreparedStatement {
  return database.prepare(`DELETE FROM ${table.name} WHERE ${rowsOf(table)}`).bind(boundFor(table, person));
}

/** What is kept as proof loses the columns that the policy names. */
export function emptyRowsStatements(
  database: D1Database,
  table: SubjectTable,
  person: Person,
  exceptKey: { readonly column: string; readonly value: string; readonly keeps: string },
): D1PreparedStatement[] {
  const { emptied = [] } = table.declaration;
  if (emptied.length === 0) return [];
  const set = emptied.map((column) =>
    column === exceptKey.keeps
      ? `${column} = CASE ${exceptKey.column} WHEN ?2 THEN ${column} ELSE '' END`
      : `${column} = ''`,
  );
  return [
    database
      .prepare(`UPDATE ${table.name} SET ${set.join(', ')} WHERE ${rowsOf(table)}`)
      .bind(boundFor(table, person), ...(emptied.includes(exceptKey.keeps) ? [exceptKey.value] : [])),
  ];
}

/** Where the person asked or reported for somebody else, the row stays and their address goes. */
export function emptyAddressesStatements(database: D1Database, person: Person): D1PreparedStatement[] {
  return Object.entries(addressesOfOthers).flatMap(([table, columns]) =>
    columns.map((column) =>
      database.prepare(`UPDATE ${table} SET ${column} = '' WHERE lower(${column}) = ?1`).bind(person.email),
    ),
  );
}

/**
 * The day of each order that is still to be delivered or may be withdrawn from.
 *
 * @param dueAt by order number, milliseconds since the epoch
 * @param otherwise milliseconds after its payment, for an order that came while the days were being counted
 */
export function planTrimsStatement(
  database: D1Database,
  person: Person,
  erasureId: string,
  dueAt: Readonly<Record<string, number>>,
  otherwise: number,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO order_trims (order_number, erasure_id, due_at)
       SELECT o.number, ?2, coalesce(d.value, o.paid_at + ?4)
       FROM orders o LEFT JOIN json_each(?3) d ON d.key = o.number
       WHERE lower(o.email) = ?1 AND coalesce(d.value, o.paid_at + ?4) > ?5
       ON CONFLICT (order_number) DO NOTHING`,
    )
    .bind(person.email, erasureId, JSON.stringify(dueAt), otherwise, now);
}

const { locked, whileDelivering } = keptForTax.orders;
const party = [...locked, 'country'].join(', ');
const blank = [...locked, ...whileDelivering].map((column) => `${column} = ''`).join(', ');

/** What hangs on an order and serves its delivery alone: tracking numbers, notes. */
const blankBeside = Object.entries<TaxRecord>(keptForTax).flatMap(([table, { whileDelivering: columns }]) =>
  table === 'orders' || columns.length === 0
    ? []
    : [`UPDATE ${table} SET ${columns.map((column) => `${column} = ''`).join(', ')} WHERE order_number`],
);

/** Which orders: the person's, or the one whose day has come. */
const ofPerson = 'lower(email) = ?1';
const ofNumber = 'number = ?1';

/** The invoice's name and address, locked away; where they are already, they stay as they are. */
export function lockPartiesStatement(database: D1Database, person: Person, now: number): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO ${lockedInto} (order_number, ${party}, locked_at)
       SELECT number, ${party}, ?2 FROM orders WHERE ${ofPerson} ON CONFLICT (order_number) DO NOTHING`,
    )
    .bind(person.email, now);
}

export function lockPartyStatement(database: D1Database, orderNumber: string, now: number): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO ${lockedInto} (order_number, ${party}, locked_at)
       SELECT number, ${party}, ?2 FROM orders WHERE ${ofNumber} ON CONFLICT (order_number) DO NOTHING`,
    )
    .bind(orderNumber, now);
}

/**
 * Orders that nobody has to deliver or take back any more; the others wait for their day. What hangs on them goes first:
 * it is found by their address.
 */
export function blankOrdersStatements(database: D1Database, person: Person): D1PreparedStatement[] {
  const settled = `${ofPerson} AND number NOT IN (SELECT order_number FROM order_trims WHERE done_at IS NULL)`;
  return [
    ...blankBeside.map((update) => `${update} IN (SELECT number FROM orders WHERE ${settled})`),
    `UPDATE orders SET ${blank} WHERE ${settled}`,
  ].map((text) => database.prepare(text).bind(person.email));
}

export function blankOrderStatements(database: D1Database, orderNumber: string): D1PreparedStatement[] {
  return [...blankBeside.map((update) => `${update} = ?1`), `UPDATE orders SET ${blank} WHERE ${ofNumber}`].map(
    (text) => database.prepare(text).bind(orderNumber),
  );
}

export interface OrderOfPerson {
  readonly number: string;
  readonly paid_at: number;
  readonly country: string;
  readonly delivery: string;
  /** A JSON array. */
  readonly skus: string;
}

/** In the order of their numbers, from after one. */
export async function selectOrdersOfPerson(
  database: D1Database,
  person: Person,
  afterNumber: string,
  limit: number,
): Promise<OrderOfPerson[]> {
  const { results } = await database
    .prepare(
      `SELECT number, paid_at, country, delivery,
         (SELECT json_group_array(DISTINCT sku) FROM order_lines WHERE order_number = orders.number) AS skus
       FROM orders WHERE lower(email) = ?1 AND number > ?2 ORDER BY number LIMIT ?3`,
    )
    .bind(person.email, afterNumber, limit)
    .all<OrderOfPerson>();
  return results;
}

/** By carrier, how many parcels of the person it was handed. */
export async function selectParcelsOfPerson(
  database: D1Database,
  person: Person,
): Promise<{ readonly carrier: string; readonly parcels: number }[]> {
  const { results } = await database
    .prepare(
      `SELECT carrier, count(*) AS parcels FROM parcels
       WHERE order_number IN (SELECT number FROM orders WHERE lower(email) = ?1) GROUP BY carrier ORDER BY carrier`,
    )
    .bind(person.email)
    .all<{ carrier: string; parcels: number }>();
  return results;
}

/** The person's orders of which something is still to leave the house. */
export async function countOrdersToSend(database: D1Database, person: Person): Promise<number> {
  const row = await database
    .prepare(
      `SELECT count(*) AS orders FROM orders
       WHERE lower(email) = ?1 AND state IN ('paid', 'under-review', 'preparing', 'partly-shipped')`,
    )
    .bind(person.email)
    .first<{ orders: number }>();
  return row?.orders ?? 0;
}

/** What else is running for the person, besides the request with this number. */
export async function selectRunningRequests(
  database: D1Database,
  person: Person,
  exceptNumber: string,
): Promise<Pick<PrivacyRequest, 'number' | 'subject_hash' | 'kind'>[]> {
  const { results } = await database
    .prepare(
      `SELECT number, subject_hash, kind FROM privacy_requests
       WHERE lower(email) = ?1 AND closed_at IS NULL AND number <> ?2 ORDER BY number`,
    )
    .bind(person.email, exceptNumber)
    .all<Pick<PrivacyRequest, 'number' | 'subject_hash' | 'kind'>>();
  return results;
}

/** Without an address there is nobody left to answer, so these end with the erasure. */
export function closeRunningStatement(
  database: D1Database,
  person: Person,
  exceptNumber: string,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `UPDATE privacy_requests SET state = 'withdrawn', closed_at = ?3
       WHERE lower(email) = ?1 AND closed_at IS NULL AND number <> ?2`,
    )
    .bind(person.email, exceptNumber, now);
}

export async function hasErasure(database: D1Database, id: string): Promise<boolean> {
  const row = await database
    .prepare('SELECT 1 AS found FROM erasures WHERE id = ?1 AND done_at IS NOT NULL')
    .bind(id)
    .first<{ found: number }>();
  return row !== null;
}

/** Of these erasures, those that this database doesn't know as carried out. */
export async function selectMissingErasures(database: D1Database, ids: readonly string[]): Promise<string[]> {
  const { results } = await database
    .prepare(
      `SELECT value AS id FROM json_each(?1)
       WHERE value NOT IN (SELECT id FROM erasures WHERE done_at IS NOT NULL) ORDER BY value`,
    )
    .bind(JSON.stringify(ids))
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** When the person's data was last erased, milliseconds since the epoch; undefined when it was not, or long ago. */
export async function selectErasedAt(database: D1Database, subjectHash: string): Promise<number | undefined> {
  const row = await database
    .prepare('SELECT erased_at FROM tombstones WHERE subject_hash = ?1')
    .bind(subjectHash)
    .first<{ erased_at: number }>();
  return row?.erased_at;
}

/** Of requests whose data is erased and that have ended, where no letter waits any more; and of letters that never left. */
export async function emptyAnsweredAddresses(database: D1Database, lastLetters: readonly string[]): Promise<void> {
  await database.batch([
    database
      .prepare(
        `DELETE FROM mail_outbox
         WHERE kind IN (SELECT value FROM json_each(?1)) AND state IN ('refused', 'dropped')`,
      )
      .bind(JSON.stringify(lastLetters)),
    database
      .prepare(
        `UPDATE privacy_requests SET email = '', asker_email = ''
         WHERE closed_at IS NOT NULL AND email <> '' AND number IN (SELECT request_number FROM erasures)
           AND NOT EXISTS (SELECT 1 FROM mail_outbox m WHERE m.subject_id = privacy_requests.number
             AND m.kind IN (SELECT value FROM json_each(?1)))`,
      )
      .bind(JSON.stringify(lastLetters)),
  ]);
}
