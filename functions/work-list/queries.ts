import type { D1Database } from '@cloudflare/workers-types';
import type { Currency } from '../../src/catalog/money.ts';
import type { OrderState } from '../../src/orders/order-states.ts';

/** An order as the list shows it: nothing in it names anybody. Instants in milliseconds since the epoch. */
export interface ListedOrder {
  readonly number: string;
  readonly state: OrderState;
  readonly paid_at: number;
  readonly country: string;
  /** The id of a way of delivery. */
  readonly delivery: string;
  readonly currency: Currency;
  readonly total_minor: number;
  readonly refunded_minor: number;
  readonly review_reason: string;
  readonly dispute: '' | 'open' | 'won' | 'lost';
  readonly gift_wrap: 0 | 1;
  /** JSON: [{name, variant, quantity}]. */
  readonly pieces: string;
  readonly is_restricted: 0 | 1;
  readonly is_flagged: 0 | 1;
}

/** A place in a list that is sorted by when the orders were paid, after which it goes on. */
export interface OrderPlace {
  readonly at: number;
  readonly number: string;
}

export interface OrderWish {
  /** ISO 3166-1 alpha-2; empty for all. */
  readonly country: string;
  /** The id of a way of delivery; empty for all. */
  readonly delivery: string;
  /** Whether orders of people whose data is restricted are in it. */
  readonly withRestricted: boolean;
  readonly limit: number;
}

/** The words of migration 0011: an index of an expression is found by the very expression. */
const turn = `CASE
  WHEN o.dispute = 'open' OR o.state IN ('paid', 'under-review') THEN 1
  WHEN o.state = 'lost' OR (o.state IN ('withdrawn', 'returned') AND o.refunded_minor = 0) THEN 2
  WHEN o.state IN ('preparing', 'partly-shipped') THEN 3 END`;

/** A sign of fraud that nobody has settled: a mark for people, by which no order is sorted, held or left out. */
const flagged = 'EXISTS (SELECT 1 FROM fraud_flags g WHERE g.order_number = o.number AND g.settled_at IS NULL)';

const restricted = 'EXISTS (SELECT 1 FROM restrictions x WHERE x.email = lower(o.email) AND x.lifted_at IS NULL)';

const shown = `o.number, o.state, o.paid_at, o.country, o.delivery, o.currency, o.total_minor, o.refunded_minor,
  o.review_reason, o.dispute, o.gift_wrap, ${restricted} AS is_restricted,
  (SELECT json_group_array(json_object('name', l.name, 'variant', l.variant, 'quantity', l.quantity))
   FROM order_lines l WHERE l.order_number = o.number) AS pieces`;

const listed = `${shown}, ${flagged} AS is_flagged`;

/** What is not asked for is not in the text either: the index is chosen by what is. */
function among({ country, delivery }: OrderWish): string {
  return `${country ? 'o.country = ?4' : `?4 = ''`} AND ${delivery ? 'o.delivery = ?5' : `?5 = ''`} AND (?6 OR NOT ${restricted})`;
}

/** By name: where a list has an end, SQLite takes an index without the country for as good. */
function from(index: 'orders_turn' | 'orders_state', { country, delivery }: OrderWish): string {
  return `orders o INDEXED BY ${index}${country ? '_country' : ''}${delivery ? '_delivery' : ''}`;
}

function valuesOf(first: string | number, place: OrderPlace, wish: OrderWish): (string | number)[] {
  const { country, delivery, withRestricted, limit } = wish;
  return [first, place.at, place.number, country, delivery, withRestricted ? 1 : 0, limit];
}

/** A page of the orders of which `which` holds, from behind `place` on. Its ?1 is `first`. */
async function selectPage(
  database: D1Database,
  { by, which, first, newest = false }: ListAsked,
  place: OrderPlace,
  wish: OrderWish,
): Promise<ListedOrder[]> {
  const [behind, order] = newest ? ['<', 'DESC'] : ['>', 'ASC'];
  const { results } = await database
    .prepare(
      `SELECT ${listed} FROM ${from(by, wish)}
       WHERE ${which} AND (o.paid_at, o.number) ${behind} (?2, ?3) AND ${among(wish)}
       ORDER BY o.paid_at ${order}, o.number ${order} LIMIT ?7`,
    )
    .bind(...valuesOf(first, place, wish))
    .all<ListedOrder>();
  return results;
}

interface ListAsked {
  readonly by: 'orders_turn' | 'orders_state';
  readonly which: string;
  readonly first: string | number;
  /** The last that was paid first; else the first. */
  readonly newest?: boolean;
}

/** Of the orders of which it is this turn, those that were paid first. */
export function selectTurn(
  database: D1Database,
  of: 1 | 2 | 3,
  after: OrderPlace,
  wish: OrderWish,
): Promise<ListedOrder[]> {
  return selectPage(database, { by: 'orders_turn', which: `${turn} = ?1`, first: of }, after, wish);
}

const late = `o.state = 'shipped' AND o.paid_at <= ?1 AND o.dispute <> 'open'
  AND EXISTS (SELECT 1 FROM parcels p WHERE p.order_number = o.number
    AND p.delivered_at IS NULL AND p.lost_at IS NULL AND p.shipped_at <= ?1)`;

/** Those with a parcel that has been under way since then or longer: the carrier is to be asked. */
export function selectLate(
  database: D1Database,
  sentBefore: number,
  after: OrderPlace,
  wish: OrderWish,
): Promise<ListedOrder[]> {
  return selectPage(database, { by: 'orders_state', which: late, first: sentBefore }, after, wish);
}

/** In that state, the first that was paid first. */
export function selectOldestOf(
  database: D1Database,
  state: OrderState,
  after: OrderPlace,
  wish: OrderWish,
): Promise<ListedOrder[]> {
  return selectPage(database, { by: 'orders_state', which: 'o.state = ?1', first: state }, after, wish);
}

/** In that state, the last that was paid first. */
export function selectNewestOf(
  database: D1Database,
  state: OrderState,
  before: OrderPlace,
  wish: OrderWish,
): Promise<ListedOrder[]> {
  return selectPage(database, { by: 'orders_state', which: 'o.state = ?1', first: state, newest: true }, before, wish);
}

/**
 * Those that a sign of fraud has put in front of a person, the longest first, and that still stand. One that has several
 * signs is there by the first of them.
 */
export async function selectFlagged(
  database: D1Database,
  after: OrderPlace,
  wish: OrderWish,
): Promise<(ListedOrder & { readonly raised_at: number })[]> {
  const { results } = await database
    .prepare(
      `SELECT ${shown}, 1 AS is_flagged, f.raised_at FROM fraud_flags f INDEXED BY fraud_flags_open
       CROSS JOIN orders o ON o.number = f.order_number
       WHERE f.settled_at IS NULL AND (f.raised_at, f.order_number) > (?2, ?3) AND ${among(wish)}
         AND o.state NOT IN ('cancelled', 'withdrawn', 'returned') AND ?1 = 'flagged'
         AND NOT EXISTS (SELECT 1 FROM fraud_flags e WHERE e.order_number = f.order_number AND e.settled_at IS NULL
           AND e.raised_at < f.raised_at)
       GROUP BY f.raised_at, f.order_number ORDER BY f.raised_at, f.order_number LIMIT ?7`,
    )
    .bind(...valuesOf('flagged', after, wish))
    .all<ListedOrder & { readonly raised_at: number }>();
  return results;
}

export type SearchWish = Pick<OrderWish, 'withRestricted' | 'limit'>;

export async function selectByNumber(
  database: D1Database,
  number: string,
  { withRestricted }: SearchWish,
): Promise<ListedOrder[]> {
  const { results } = await database
    .prepare(`SELECT ${listed} FROM orders o WHERE o.number = ?1 AND (?2 OR NOT ${restricted})`)
    .bind(number, withRestricted ? 1 : 0)
    .all<ListedOrder>();
  return results;
}

/** Of one person, the last that was paid first. @param email in lower case */
export async function selectByEmail(
  database: D1Database,
  email: string,
  before: OrderPlace,
  { withRestricted, limit }: SearchWish,
): Promise<ListedOrder[]> {
  const { results } = await database
    .prepare(
      `SELECT ${listed} FROM orders o
       WHERE lower(o.email) = ?1 AND (o.paid_at, o.number) < (?2, ?3) AND (?4 OR NOT ${restricted})
       ORDER BY o.paid_at DESC, o.number DESC LIMIT ?5`,
    )
    .bind(email, before.at, before.number, withRestricted ? 1 : 0, limit)
    .all<ListedOrder>();
  return results;
}

/** Those that have the piece, the last that was paid first. An order has a piece in one line. */
export async function selectBySku(
  database: D1Database,
  sku: string,
  before: OrderPlace,
  { withRestricted, limit }: SearchWish,
): Promise<ListedOrder[]> {
  const { results } = await database
    .prepare(
      `SELECT ${listed} FROM order_lines s CROSS JOIN orders o ON o.number = s.order_number
       WHERE s.sku = ?1 AND (s.paid_at, s.order_number) < (?2, ?3) AND (?4 OR NOT ${restricted})
       ORDER BY s.paid_at DESC, s.order_number DESC LIMIT ?5`,
    )
    .bind(sku, before.at, before.number, withRestricted ? 1 : 0, limit)
    .all<ListedOrder>();
  return results;
}

/** Whose order it is; undefined where there is none, empty once that was erased. For the access log. */
export async function selectEmailOf(database: D1Database, number: string): Promise<string | undefined> {
  const row = await database
    .prepare('SELECT email FROM orders WHERE number = ?1')
    .bind(number)
    .first<{ email: string }>();
  return row?.email;
}
