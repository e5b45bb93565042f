import type { D1Database } from '@cloudflare/workers-types';
import type { RequestKind } from '../../../src/policy/request-kinds.ts';
import type { RequestState } from '../../requests/queries.ts';
import type { Restriction } from '../../restriction/queries.ts';

/** A request as the list shows it: nothing in it names anybody. */
export interface ListedRequest {
  readonly number: string;
  readonly kind: RequestKind;
  readonly state: RequestState;
  /** Milliseconds since the epoch, as the others. */
  readonly received_at: number;
  readonly target_at: number;
  readonly due_at: number;
  readonly extended_to: number | null;
  readonly closed_at: number | null;
  readonly is_restricted: 0 | 1;
}

/** A place in the list, after which it goes on: the instant that it is sorted by, and the number. */
export interface ListPlace {
  readonly at: number;
  readonly number: string;
}

export interface ListWish {
  /** Empty for all kinds. */
  readonly kind: RequestKind | '';
  /** Whether requests of people whose data is restricted are in it. */
  readonly withRestricted: boolean;
  readonly limit: number;
}

/** What is due first comes first. The instant by itself is what the index of an expression is entered with. */
export async function selectOpenRequests(
  database: D1Database,
  after: ListPlace,
  { kind, withRestricted, limit }: ListWish,
): Promise<ListedRequest[]> {
  const { results } = await database
    .prepare(
      `SELECT number, kind, state, received_at, target_at, due_at, extended_to, closed_at, is_restricted
       FROM (SELECT r.*, coalesce(r.extended_to, r.due_at) AS late_at, EXISTS (
               SELECT 1 FROM restrictions x WHERE x.email = r.email AND x.lifted_at IS NULL) AS is_restricted
             FROM privacy_requests r WHERE r.closed_at IS NULL)
       WHERE late_at >= ?1 AND (late_at, number) > (?1, ?2) AND (?3 = '' OR kind = ?3) AND (?4 OR NOT is_restricted)
       ORDER BY late_at, number LIMIT ?5`,
    )
    .bind(after.at, after.number, kind, withRestricted ? 1 : 0, limit)
    .all<ListedRequest>();
  return results;
}

/** What was closed last comes first. */
export async function selectClosedRequests(
  database: D1Database,
  before: ListPlace,
  { kind, withRestricted, limit }: ListWish,
): Promise<ListedRequest[]> {
  const { results } = await database
    .prepare(
      `SELECT number, kind, state, received_at, target_at, due_at, extended_to, closed_at, is_restricted
       FROM (SELECT r.*, EXISTS (
               SELECT 1 FROM restrictions x WHERE x.email = r.email AND x.lifted_at IS NULL) AS is_restricted
             FROM privacy_requests r WHERE r.closed_at IS NOT NULL)
       WHERE (closed_at, number) < (?1, ?2) AND (?3 = '' OR kind = ?3) AND (?4 OR NOT is_restricted)
       ORDER BY closed_at DESC, number DESC LIMIT ?5`,
    )
    .bind(before.at, before.number, kind, withRestricted ? 1 : 0, limit)
    .all<ListedRequest>();
  return results;
}

export type RestrictionOfRequest = Omit<Restriction, 'email'>;

/** The one that this request led to; else one that stands of the same person; else none. */
export function selectRestrictionOf(
  database: D1Database,
  requestNumber: string,
  email: string,
): Promise<RestrictionOfRequest | null> {
  return database
    .prepare(
      `SELECT id, request_number, reason, restricted_at, told_at, lifted_at FROM restrictions
       WHERE request_number = ?1 OR (email = ?2 AND lifted_at IS NULL)
       ORDER BY lifted_at IS NOT NULL, request_number = ?1 DESC LIMIT 1`,
    )
    .bind(requestNumber, email)
    .first<RestrictionOfRequest>();
}
