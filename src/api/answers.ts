/**
 * What the API takes and answers, as types: the one agreement between the pages
 * and the Worker. The Worker parses with Zod; the browser carries no schema.
 */
import type { Currency } from '../catalog/money.ts';
import type { OrderState } from '../orders/order-states.ts';
import type { Carrier } from '../orders/parcels.ts';

/** Body of POST /api/checkout. Prices are not in it: the server sets them. */
export interface CheckoutRequest {
  /** A UUID made once for one wish to pay: the same attempt twice makes one session, not two. */
  readonly attempt: string;
  /** The bag's `checkout` link, if it has one: its hold is reused or given back first. */
  readonly previous?: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly currency: string;
  readonly country: string;
  readonly delivery: string;
  readonly giftWrap: boolean;
  readonly giftMessage: string;
  readonly marketing: boolean;
}

/** 201 of POST /api/checkout. */
export interface CheckoutStarted {
  /** Stripe's hosted page: navigate there. */
  readonly url: string;
  /** The signed link of this checkout and, once paid, of its order. Keep it in the bag. */
  readonly link: string;
  /** ISO 8601: until when the pieces are held. */
  readonly heldUntil: string;
}

/** 200 of POST /api/checkout/cancel. */
export interface CheckoutReleased {
  readonly state: 'released';
}

/** 200 of GET /api/stock: how many of each SKU can be bought now, at most `maxQuantity`; unknown SKUs are absent. */
export interface StockAnswer {
  readonly available: Readonly<Record<string, number>>;
}

/** 200 of POST /api/orders/view. */
export interface OrderView {
  readonly number: string;
  /**
   * `open`: not paid yet; `processing`: the bank takes its time (delayed payment); `paid`;
   * `under-review`: paid, and a person looks at it; `expired`, `failed`: nothing was charged. `cancelled` is said of
   * both: without `paidAt`, before anything was charged; with it, what was paid goes back.
   */
  readonly state: OrderState | 'open' | 'processing' | 'expired' | 'failed';
  readonly currency: Currency;
  readonly lines: readonly {
    readonly sku: string;
    readonly name: string;
    readonly variant: string;
    readonly slug: string;
    readonly quantity: number;
    readonly unitMinor: number;
  }[];
  readonly subtotalMinor: number;
  readonly deliveryMinor: number;
  readonly totalMinor: number;
  /** "DHL Express", and the working days it takes. */
  readonly delivery: {
    readonly name: string;
    readonly daysFrom: number;
    readonly daysTo: number;
    readonly country: string;
  };
  readonly giftWrap: boolean;
  readonly giftMessage: string;
  /** Stripe's page for an open checkout that can still be paid. */
  readonly payUrl?: string;
  /** Only once paid; so is all that follows. */
  readonly paidAt?: string;
  /** When the last parcel arrived: from then on, 14 days to withdraw. */
  readonly deliveredAt?: string;
  /** Paid back, or on its way back. */
  readonly refundedMinor?: number;
  readonly parcels?: readonly {
    readonly carrier: Carrier;
    readonly trackingNumber: string;
    /** The carrier's page about it. */
    readonly address?: string;
    readonly shippedAt: string;
    readonly deliveredAt?: string;
    readonly isLost: boolean;
    readonly pieces: readonly { readonly name: string; readonly variant: string; readonly quantity: number }[];
  }[];
  readonly refunds?: readonly {
    readonly amountMinor: number;
    readonly state: 'under-way' | 'paid-back';
    readonly at: string;
  }[];
  readonly customer?: {
    readonly name: string;
    readonly email: string;
    readonly phone: string;
    readonly address: {
      readonly line1: string;
      readonly line2: string;
      readonly city: string;
      readonly region: string;
      readonly postcode: string;
      readonly country: string;
    };
  };
}

/** What somebody of the house may do at the desk: functions/staff/roles.ts says it route by route. */
export type StaffRole = 'fulfilment' | 'client-care' | 'privacy' | 'owner';

/** 200 of GET /api/staff/me. */
export interface StaffMe {
  readonly email: string;
  readonly role: StaffRole;
}

/** Why a request was refused. */
export type ProblemCode =
  | 'invalid-request'
  | 'unsupported-media-type'
  | 'too-large'
  | 'not-found'
  | 'unknown-sku'
  | 'invalid-quantity'
  | 'too-many-lines'
  | 'sold-out'
  | 'fewer-left'
  | 'unsupported-currency'
  | 'unsupported-country'
  | 'unsupported-delivery'
  | 'already-paid'
  | 'not-signed-in'
  | 'step-up-needed'
  | 'not-allowed'
  | 'wrong-credentials'
  | 'weak-password'
  | 'too-many-requests'
  | 'link-ended'
  | 'conflict'
  | 'stripe-unreachable'
  | 'stripe-refused'
  | 'invalid-signature'
  | 'access-unreachable'
  | 'not-configured'
  | 'internal';

/** RFC 9457, `application/problem+json`. `title` and `detail` are sentences for the shopper. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What happened, what is safe, what to do next. */
  readonly detail: string;
  readonly code: ProblemCode;
  /** The lines at fault, where there are some: `left` is how many can be bought. */
  readonly lines?: readonly { readonly sku: string; readonly left?: number }[];
  /** With `already-paid`: the order's link. */
  readonly link?: string;
  /** With `too-many-requests`: how long to wait. The header Retry-After says it too. */
  readonly retryAfterSeconds?: number;
}
