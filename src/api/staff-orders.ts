/** What the desk asks and answers about orders, as types: see answers.ts. Each act is a POST; paths.ts names them. */
import type { Currency } from '../catalog/money.ts';
import type { OrderSource } from '../orders/order-sources.ts';
import type { FormerState, OrderMove, OrderState } from '../orders/order-states.ts';
import type { Carrier } from '../orders/parcels.ts';
import type { StaffRole } from './answers.ts';

/** What can be done about an order now, by somebody of the asking role: what the page offers, and nothing else. */
export type StaffOrderAct =
  | 'hold'
  | 'release'
  | 'clear-flag'
  | 'prepare'
  | 'ship'
  | 'complete'
  | 'note-delivery'
  | 'note-loss'
  | 'resend'
  | 'return'
  | 'cancel'
  | 'refund';

export type StaffRefundReason = 'cancelled' | 'withdrawn' | 'returned' | 'lost' | 'damaged' | 'goodwill' | 'other';

/** So many pieces of the order's line at that position. */
export interface StaffPieces {
  readonly position: number;
  readonly quantity: number;
}

/** Body of POST /api/staff/orders/:number/view. Without a reason the order's number is written into the access log. */
export interface StaffOrderViewAsked {
  readonly why?: string;
}

/**
 * Body of hold, release, clear-flag, prepare, complete and resend. The shopper reads a note in a copy of their data.
 * Where the order is flagged, release and clear-flag need one: why it is well, in 200 characters and without an address.
 */
export interface StaffOrderMoveAsked {
  readonly note?: string;
}

/** Body of cancel and return. `restock`: which pieces are back in stock, on your word; none when it is left out. */
export interface StaffOrderBackAsked extends StaffOrderMoveAsked {
  readonly restock?: 'all' | readonly StaffPieces[];
}

/** Body of POST …/parcels. */
export interface StaffParcelAsked extends StaffOrderMoveAsked {
  readonly carrier: Carrier;
  /** Spaces and hyphens are left out, letters are made large. */
  readonly trackingNumber: string;
  readonly lines: readonly StaffPieces[];
  /** Nothing else follows, though not all that was bought has left. */
  readonly isLast?: boolean;
}

/** Body of POST …/parcels/:parcel/delivered and …/lost. `at` is ISO 8601; now, when it is left out. */
export interface StaffParcelNews extends StaffOrderMoveAsked {
  readonly at?: string;
}

/** Body of POST …/refunds. */
export interface StaffRefundAsked extends StaffOrderMoveAsked {
  /** A UUID made once for one wish to pay back: the same one twice is one refund. */
  readonly attempt: string;
  readonly what:
    | { readonly kind: 'whole' }
    | { readonly kind: 'lines'; readonly lines: readonly StaffPieces[] }
    /** In minor units of the order's currency. */
    | { readonly kind: 'amount'; readonly amountMinor: number };
  readonly reason: StaffRefundReason;
  /** The pieces of `lines` are back in stock, on your word. */
  readonly restock?: boolean;
}

/** 200 of every act. */
export interface StaffOrderDone {
  /** What came of it, in a sentence for whoever did it. */
  readonly said: string;
  readonly state: OrderState;
}

/** 200 of POST /api/staff/orders/:number/view. Instants are ISO 8601, amounts minor units of `currency`. */
export interface StaffOrder {
  readonly number: string;
  readonly state: OrderState;
  readonly acts: readonly StaffOrderAct[];
  readonly flags: readonly StaffOrderFlag[];
  /** Where it was made. */
  readonly source: OrderSource;
  readonly placedAt: string;
  readonly paidAt: string;
  /** When the last parcel arrived. */
  readonly deliveredAt?: string;
  readonly currency: Currency;
  readonly subtotalMinor: number;
  readonly deliveryMinor: number;
  readonly totalMinor: number;
  /** Paid back or set aside for it. */
  readonly refundedMinor: number;
  readonly refunded: 'none' | 'partly' | 'wholly';
  readonly delivery: { readonly name: string; readonly country: string };
  readonly giftWrap: boolean;
  readonly giftMessage: string;
  /** Empty texts where the contact was erased. The e-mail address is left out for fulfilment. */
  readonly customer: StaffOrderCustomer;
  /** WhatsApp's address that opens the reader's own, with the words filled in; absent where there is no number for it. */
  readonly whatsApp?: string;
  readonly lines: readonly StaffOrderLine[];
  readonly parcels: readonly StaffParcel[];
  readonly refunds: readonly StaffRefund[];
  /** Oldest first. */
  readonly history: readonly StaffOrderStep[];
}

/** Something that a person must know before they act. */
export interface StaffOrderFlag {
  /** `fraud`: a person is asked to look at it; `fraud-settled`: one has. */
  readonly kind: 'review' | 'disputed' | 'refund-failed' | 'restricted' | 'lost' | 'erased' | 'fraud' | 'fraud-settled';
  readonly words: string;
  /** ISO 8601; of flags that are raised at a certain time. */
  readonly since?: string;
}

export interface StaffOrderCustomer {
  readonly name: string;
  readonly email?: string;
  readonly phone: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postcode: string;
  readonly country: string;
}

export interface StaffOrderLine {
  readonly position: number;
  readonly sku: string;
  readonly name: string;
  readonly variant: string;
  readonly quantity: number;
  readonly unitMinor: number;
  /** Not yet sent; what was lost counts as not sent. */
  readonly remaining: number;
  /** Paid back by the piece. */
  readonly refunded: number;
  readonly restocked: number;
}

export interface StaffParcel {
  readonly id: string;
  readonly carrier: Carrier;
  readonly trackingNumber: string;
  readonly address?: string;
  readonly shippedAt: string;
  readonly deliveredAt?: string;
  readonly lostAt?: string;
  readonly lines: readonly StaffPieces[];
}

export interface StaffRefund {
  readonly id: string;
  readonly amountMinor: number;
  readonly reason: StaffRefundReason;
  readonly lines: readonly StaffPieces[];
  /** `claimed`: set aside, and Stripe has not answered yet. */
  readonly state: 'claimed' | 'pending' | 'succeeded' | 'failed';
  /** `stripe`: it was made at Stripe itself. */
  readonly askedBy: 'staff' | 'shopper' | 'carrier' | 'stripe' | 'shop';
  readonly createdAt: string;
  readonly settledAt?: string;
  /** Stripe's code for why it failed. */
  readonly failure: string;
}

export interface StaffOrderStep {
  readonly at: string;
  readonly move: OrderMove;
  /** The same in words, without a stop. */
  readonly said: string;
  readonly from: FormerState;
  readonly to: OrderState;
  readonly by: 'staff' | 'shopper' | 'carrier' | 'stripe' | 'shop';
  readonly role?: StaffRole;
  readonly note: string;
}
