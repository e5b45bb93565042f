import type { Turn, WorkLine, WorkList } from '../../src/api/work-list-answers.ts';
import { deliveryOption } from '../../src/catalog/delivery.ts';
import type { OrderState } from '../../src/orders/order-states.ts';
import type { Shop } from '../shop.ts';
import { beginning, ending, type Place, writePlace } from './place.ts';
import {
  type ListedOrder,
  type OrderPlace,
  type OrderWish,
  selectFlagged,
  selectLate,
  selectNewestOf,
  selectOldestOf,
  selectTurn,
} from './queries.ts';

export const pageSize = 50;
const day = 24 * 60 * 60_000;
/** The slowest way takes six working days, and customs look at some parcels. */
export const lateAfterDays = 10;

/** The state's own list begins with what waits longest where somebody has to do something, else with the newest. */
const waiting: ReadonlySet<OrderState> = new Set([
  'paid',
  'under-review',
  'preparing',
  'partly-shipped',
  'lost',
  'withdrawn',
]);

export interface WorkFilter extends Pick<OrderWish, 'country' | 'delivery' | 'withRestricted'> {
  /** Without one it is what to do now; `flagged` is no state, and has a list like one. */
  readonly state: OrderState | 'flagged' | '';
  /** Where the page before has ended. */
  readonly after: Place | undefined;
}

export function listOrders(shop: Shop, filter: WorkFilter): Promise<WorkList> {
  const { state, after } = filter;
  if (state === 'flagged') return listFlagged(shop, filter);
  return state === '' ? listWork(shop, filter) : listState(shop, { ...filter, state, after });
}

/**
 * What to do now, in four turns: first what somebody has to begin (paid, under review, or the bank asks), then what
 * went wrong or came back, then what is being sent, then what is on its way for too long; in each turn what was paid
 * first comes first. Each turn is a stretch of one index, and a page reads no more of it than it shows.
 */
async function listWork(shop: Shop, { after, ...filter }: WorkFilter): Promise<WorkList> {
  const from = after ?? { turn: 1, ...beginning };
  const found: { readonly turn: number; readonly order: ListedOrder }[] = [];
  for (let turn = from.turn; turn <= 4 && found.length <= pageSize; turn += 1) {
    const place = turn === from.turn ? from : beginning;
    const wish = { ...filter, limit: pageSize + 1 - found.length };
    found.push(...(await selectOf(shop, turn, place, wish)).map((order) => ({ turn, order })));
  }
  const shown = found.slice(0, pageSize);
  const last = found.length > pageSize ? shown.at(-1) : undefined;
  return {
    orders: shown.map(({ turn, order }) => lineOf(order, turns[turn - 1] ?? 'none')),
    ...(last ? { next: writePlace({ turn: last.turn, at: last.order.paid_at, number: last.order.number }) } : {}),
  };
}

const turns = ['begin', 'settle', 'send', 'ask-carrier'] as const satisfies readonly Turn[];

function selectOf({ database, now }: Shop, turn: number, place: OrderPlace, wish: OrderWish): Promise<ListedOrder[]> {
  if (turn === 1 || turn === 2 || turn === 3) return selectTurn(database, turn, place, wish);
  return selectLate(database, now - lateAfterDays * day, place, wish);
}

async function listFlagged({ database }: Shop, { after, ...filter }: WorkFilter): Promise<WorkList> {
  const found = await selectFlagged(database, after ?? beginning, { ...filter, limit: pageSize + 1 });
  const last = found.length > pageSize ? found[pageSize - 1] : undefined;
  return {
    orders: found.slice(0, pageSize).map((order) => lineOf(order, turnOf(order))),
    ...(last ? { next: writePlace({ turn: 0, at: last.raised_at, number: last.number }) } : {}),
  };
}

async function listState(
  { database }: Shop,
  { state, after, ...filter }: WorkFilter & { readonly state: OrderState },
): Promise<WorkList> {
  const wish = { ...filter, limit: pageSize + 1 };
  const found = waiting.has(state)
    ? await selectOldestOf(database, state, after ?? beginning, wish)
    : await selectNewestOf(database, state, after ?? ending, wish);
  return pageOf(found);
}

/** @param found one more than is shown, where there is another page */
export function pageOf(found: readonly ListedOrder[]): WorkList {
  const shown = found.slice(0, pageSize);
  const last = found.length > pageSize ? shown.at(-1) : undefined;
  return {
    orders: shown.map((order) => lineOf(order, turnOf(order))),
    ...(last ? { next: writePlace({ turn: 0, at: last.paid_at, number: last.number }) } : {}),
  };
}

/** As queries.ts has it; whether a parcel is late only the list of what to do asks. */
function turnOf({ state, dispute, refunded_minor }: ListedOrder): Turn {
  if (dispute === 'open') return 'begin';
  switch (state) {
    case 'paid':
    case 'under-review':
      return 'begin';
    case 'lost':
      return 'settle';
    case 'withdrawn':
    case 'returned':
      return refunded_minor === 0 ? 'settle' : 'none';
    case 'preparing':
    case 'partly-shipped':
      return 'send';
    case 'shipped':
    case 'delivered':
    case 'cancelled':
      return 'none';
  }
}

function lineOf(order: ListedOrder, turn: Turn): WorkLine {
  const { number, state, country, currency } = order;
  return {
    number,
    state,
    turn,
    paidAt: new Date(order.paid_at).toISOString(),
    country,
    deliveryName: deliveryOption(country, order.delivery)?.name ?? order.delivery,
    currency,
    totalMinor: order.total_minor,
    refundedMinor: order.refunded_minor,
    reviewReason: order.review_reason,
    isDisputed: order.dispute === 'open',
    isFlagged: order.is_flagged === 1,
    giftWrap: order.gift_wrap === 1,
    pieces: JSON.parse(order.pieces) as WorkLine['pieces'],
    isRestricted: order.is_restricted === 1,
  };
}
