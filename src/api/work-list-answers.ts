/** What the desk's routes about the work list and the stock take and answer, as types: see answers.ts. */
import type { Currency } from '../catalog/money.ts';
import type { OrderState } from '../orders/order-states.ts';

/**
 * Why an order is in the list of what to do, in the order in which it is done: `begin`: paid, under review, or the bank
 * asks; `settle`: lost, or it came back and nothing was paid back; `send`: being prepared; `ask-carrier`: on its way
 * for too long. `none`: nothing is to be done about it.
 */
export type Turn = 'begin' | 'settle' | 'send' | 'ask-carrier' | 'none';

/** An order in a list, which names nobody. */
export interface WorkLine {
  readonly number: string;
  readonly state: OrderState;
  readonly turn: Turn;
  /** ISO 8601. */
  readonly paidAt: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** "DHL Express" */
  readonly deliveryName: string;
  readonly currency: Currency;
  readonly totalMinor: number;
  readonly refundedMinor: number;
  /** Why a person must look at it: empty for most. */
  readonly reviewReason: string;
  readonly isDisputed: boolean;
  /** A sign of fraud waits for a person's look. */
  readonly isFlagged: boolean;
  readonly giftWrap: boolean;
  readonly pieces: readonly { readonly name: string; readonly variant: string; readonly quantity: number }[];
  readonly isRestricted: boolean;
}

/** 200 of GET /api/staff/orders?state=&country=&delivery=&after=, and of POST /api/staff/orders/search. */
export interface WorkList {
  readonly orders: readonly WorkLine[];
  /** For `after`, when there are more. */
  readonly next?: string;
}

/** Body of POST /api/staff/orders/search: an order's number, a whole e-mail address, or a SKU. */
export interface OrderSearch {
  readonly words: string;
  readonly after?: string;
}
