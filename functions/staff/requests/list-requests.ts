import type { DeskLine, DeskList, WaitsFor } from '../../../src/api/desk-answers.ts';
import { deadlineOf } from '../../../src/policy/deadline.ts';
import { type RequestKind, requestKinds } from '../../../src/policy/request-kinds.ts';
import type { Shop } from '../../shop.ts';
import { type ListedRequest, type ListPlace, selectClosedRequests, selectOpenRequests } from './queries.ts';

const pageSize = 50;
const day = 24 * 60 * 60_000;
/** From then on a request is said to be due soon, each time that somebody looks. */
const dueSoonMilliseconds = 7 * day;

export interface ListFilter {
  readonly state: 'open' | 'closed';
  readonly kind: RequestKind | '';
  /** Of the page before. */
  readonly after: ListPlace | undefined;
  readonly withRestricted: boolean;
}

/** A page of the list: what is open by when it is due, what is closed by when it was, the newest first. */
export async function listRequests(shop: Shop, { state, kind, after, withRestricted }: ListFilter): Promise<DeskList> {
  // One more than is shown tells whether there is another page.
  const wish = { kind, withRestricted, limit: pageSize + 1 };
  const found =
    state === 'open'
      ? await selectOpenRequests(shop.database, after ?? { at: 0, number: '' }, wish)
      : await selectClosedRequests(shop.database, after ?? { at: Number.MAX_SAFE_INTEGER, number: '' }, wish);
  const shown = found.slice(0, pageSize);
  const last = found.length > pageSize ? shown.at(-1) : undefined;
  return {
    requests: shown.map((request) => lineOf(request, shop.now)),
    ...(last ? { next: writePlace({ at: last.closed_at ?? deadlineOf(last), number: last.number }) } : {}),
  };
}

export function lineOf(request: ListedRequest, now: number): DeskLine {
  const { number, kind, state, received_at, target_at, closed_at, is_restricted } = request;
  return {
    number,
    kind,
    name: requestKinds[kind].name,
    state,
    waitsFor: waitsFor(request),
    receivedAt: instant(received_at),
    dueAt: instant(deadlineOf(request)),
    targetAt: instant(target_at),
    ...(closed_at === null ? {} : { closedAt: instant(closed_at) }),
    standing: standingOf(request, now),
    isRestricted: is_restricted === 1,
  };
}

export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function waitsFor({ state }: ListedRequest): WaitsFor {
  switch (state) {
    case 'open':
      return 'person';
    case 'in-review':
      return 'house';
    case 'working':
      return 'recipients';
    case 'done':
    case 'done-in-part':
    case 'refused':
    case 'withdrawn':
      return 'nobody';
  }
}

function standingOf(request: ListedRequest, now: number): DeskLine['standing'] {
  if (request.closed_at !== null) return 'closed';
  const left = deadlineOf(request) - now;
  if (left <= 0) return 'overdue';
  return left <= dueSoonMilliseconds ? 'due-soon' : 'in-time';
}

/** `1767225600000.PR-7K4M-92QX` */
function writePlace({ at, number }: ListPlace): string {
  return `${at}.${number}`;
}

export function readPlace(place: string): ListPlace {
  const [at = '', number = ''] = place.split('.', 2);
  return { at: Number(at), number };
}

export const placePattern = /^\d{1,16}\.PR-[0-9A-Z]{4}-[0-9A-Z]{4}$/;
