import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { Carrier } from '../../src/orders/parcels.ts';
import type { CarrierEvent } from './carrier-event.ts';

export interface KnownParcel {
  readonly order_number: string;
  /** Milliseconds since the epoch. */
  readonly shipped_at: number;
  readonly delivered_at: number | null;
}

export function selectParcel(
  database: D1Database,
  carrier: Carrier,
  trackingNumber: string,
): Promise<KnownParcel | null> {
  return database
    .prepare(
      `SELECT order_number, shipped_at, delivered_at FROM parcels
       WHERE carrier = ?1 AND tracking_number = ?2 AND tracking_number <> ''`,
    )
    .bind(carrier, trackingNumber)
    .first<KnownParcel>();
}

/** Of these events, those that were taken in or put aside before. */
export async function selectKnownEvents(database: D1Database, ids: readonly string[]): Promise<Set<string>> {
  const { results } = await database
    .prepare('SELECT id FROM carrier_events WHERE id IN (SELECT value FROM json_each(?1))')
    .bind(JSON.stringify(ids))
    .all<{ id: string }>();
  return new Set(results.map(({ id }) => id));
}

/** Whether the carrier has told of the parcel with one of these codes, of a time not after `until`. */
export async function hasCode(
  database: D1Database,
  carrier: Carrier,
  trackingNumber: string,
  codes: readonly string[],
  until: number,
): Promise<boolean> {
  const row = await database
    .prepare(
      `SELECT 1 AS found FROM carrier_events
       WHERE carrier = ?1 AND tracking_number = ?2 AND upper(code) IN (SELECT value FROM json_each(?3))
         AND coalesce(occurred_at, 0) <= ?4 LIMIT 1`,
    )
    .bind(carrier, trackingNumber, JSON.stringify(codes), until)
    .first<{ found: number }>();
  return row !== null;
}

export interface EventRecord {
  readonly id: string;
  /** Why it is kept aside; empty where it was taken. */
  readonly why: string;
  readonly detail: string;
  /** Of the parcel, where that is known. */
  readonly orderNumber: string | null;
}

/** The same event at the same time comes this far twice, and is written once. */
export function insertEventStatement(
  database: D1Database,
  event: CarrierEvent,
  { id, why, detail, orderNumber }: EventRecord,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO carrier_events (id, carrier, tracking_number, code, occurred_at, country, state, why, detail,
         order_number, received_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, CASE ?7 WHEN '' THEN 'taken' ELSE 'aside' END, ?7, ?8, ?9, ?10)
       ON CONFLICT (id) DO NOTHING`,
    )
    .bind(
      id,
      event.carrier,
      event.trackingNumber,
      event.code,
      event.occurredAt,
      event.country,
      why,
      detail,
      orderNumber,
      now,
    );
}

export interface KeptEvent {
  readonly id: string;
  readonly carrier: Carrier;
  readonly tracking_number: string;
  readonly code: string;
  readonly occurred_at: number | null;
  readonly country: string;
  readonly why: string;
  readonly detail: string;
  readonly order_number: string | null;
  readonly received_at: number;
}

/** What was put aside because its parcel was not known, and is known now: the oldest scans first. */
export async function selectEventsOfNewParcels(database: D1Database, why: string, limit: number): Promise<KeptEvent[]> {
  const { results } = await database
    .prepare(
      `SELECT e.id, e.carrier, e.tracking_number, e.code, e.occurred_at, e.country, e.why, e.detail, p.order_number,
         e.received_at
       FROM carrier_events e
       JOIN parcels p ON p.carrier = e.carrier AND p.tracking_number = e.tracking_number AND p.tracking_number <> ''
       WHERE e.state = 'aside' AND e.why = ?1 ORDER BY e.occurred_at, e.id LIMIT ?2`,
    )
    .bind(why, limit)
    .all<KeptEvent>();
  return results;
}

/** Judged once more: taken where `why` is empty. One that isn't aside any more stays as it is. */
export function judgeAgainStatement(
  database: D1Database,
  id: string,
  why: string,
  orderNumber: string | null,
): D1PreparedStatement {
  return database
    .prepare(
      `UPDATE carrier_events SET state = CASE ?2 WHEN '' THEN 'taken' ELSE 'aside' END, why = ?2, order_number = ?3
       WHERE id = ?1 AND state = 'aside'`,
    )
    .bind(id, why, orderNumber);
}

/** What was in the way of a parcel before it arrived is over. */
export function endTroubleStatement(
  database: D1Database,
  carrier: Carrier,
  trackingNumber: string,
  deliveredAt: number,
): D1PreparedStatement {
  return database
    .prepare(
      `UPDATE carrier_events SET state = 'taken', why = ''
       WHERE carrier = ?1 AND tracking_number = ?2 AND state = 'aside' AND why = 'trouble' AND occurred_at <= ?3`,
    )
    .bind(carrier, trackingNumber, deliveredAt);
}

/** Of whom the access log tells when somebody settles an event. */
export async function selectEmailOfOrder(database: D1Database, orderNumber: string): Promise<string> {
  const row = await database
    .prepare('SELECT email FROM orders WHERE number = ?1')
    .bind(orderNumber)
    .first<{ email: string }>();
  return row?.email ?? '';
}

/** A person has dealt with it. */
export function settleEventStatement(database: D1Database, id: string): D1PreparedStatement {
  return database
    .prepare(`UPDATE carrier_events SET state = 'taken', why = '', detail = '' WHERE id = ?1 AND state = 'aside'`)
    .bind(id);
}

const isVisible = `(?1 OR NOT EXISTS (
  SELECT 1 FROM orders o JOIN restrictions x ON x.email = lower(o.email) AND x.lifted_at IS NULL
  WHERE o.number = e.order_number))`;

const columns =
  'e.id, e.carrier, e.tracking_number, e.code, e.occurred_at, e.country, e.why, e.detail, e.order_number, e.received_at';

/** A page of what is kept aside, the oldest first, from after one. Those about restricted people only `withRestricted`. */
export async function selectEventsAside(
  database: D1Database,
  withRestricted: boolean,
  after: { readonly at: number; readonly id: string },
  limit: number,
): Promise<KeptEvent[]> {
  const { results } = await database
    .prepare(
      `SELECT ${columns} FROM carrier_events e
       WHERE e.state = 'aside' AND (e.received_at, e.id) > (?2, ?3) AND ${isVisible}
       ORDER BY e.received_at, e.id LIMIT ?4`,
    )
    .bind(withRestricted ? 1 : 0, after.at, after.id, limit)
    .all<KeptEvent>();
  return results;
}

export function selectEventAside(database: D1Database, withRestricted: boolean, id: string): Promise<KeptEvent | null> {
  return database
    .prepare(`SELECT ${columns} FROM carrier_events e WHERE e.id = ?2 AND e.state = 'aside' AND ${isVisible}`)
    .bind(withRestricted ? 1 : 0, id)
    .first<KeptEvent>();
}
