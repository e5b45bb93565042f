/** What the desk asks and answers about orders that were made elsewhere and wait for their payment: see answers.ts. */
import type { Currency } from '../catalog/money.ts';
import type { EnteredSource } from '../orders/order-sources.ts';

/** Body of POST /api/staff/entered-orders. No price: that is the catalogue's. */
export interface OrderEntering {
  /** A UUID made once for one wish: the same one twice is one order. */
  readonly attempt: string;
  readonly source: EnteredSource;
  /** Where the payment link goes. */
  readonly email: string;
  /** In which they are written to, and pay. English where it is left out. */
  readonly language?: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly currency: string;
  readonly country: string;
  readonly delivery: string;
  readonly giftWrap: boolean;
  readonly giftMessage: string;
}

/** 201 of POST /api/staff/entered-orders. */
export interface OrderEntered {
  readonly number: string;
  /** Stripe's page, where the shopper pays. */
  readonly url: string;
  /** ISO 8601. */
  readonly heldUntil: string;
}

/** An order that was entered and is not paid yet; it names nobody. Instants are ISO 8601. */
export interface EnteredOrder {
  readonly number: string;
  readonly source: EnteredSource;
  /** `holding`: there is no link yet; `processing`: paid, and the bank takes days to say so. */
  readonly state: 'holding' | 'open' | 'processing';
  readonly enteredAt: string;
  readonly heldUntil: string;
  /** Until it is paid or its time is over. */
  readonly url?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly currency: Currency;
  readonly totalMinor: number;
  readonly pieces: readonly { readonly name: string; readonly variant: string; readonly quantity: number }[];
  /** How the letter with the link stands; `none` where there is none, or no longer. */
  readonly letter: 'waiting' | 'sent' | 'refused' | 'none';
}

/** 200 of GET /api/staff/entered-orders. Those whose time ends first come first. */
export interface EnteredOrders {
  readonly orders: readonly EnteredOrder[];
}

/** 200 of POST /api/staff/entered-orders/:number/end. */
export interface EnteredOrderEnded {
  readonly said: string;
}
