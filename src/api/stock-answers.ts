/** What the desk's routes about the stock take and answer, as types: see answers.ts. Instants are ISO 8601. */

/** 200 of GET /api/staff/stock?after=: counts, in the order of the SKUs. */
export interface DeskStock {
  readonly pieces: readonly DeskPiece[];
  /** For `after`, when there are more. */
  readonly next?: string;
}

export interface DeskPiece {
  readonly sku: string;
  /** In the house, the held ones among them. */
  readonly onHand: number;
  readonly held: number;
  /** How many people wait to be told that it is back; never who. */
  readonly waiting: number;
  readonly holds: readonly StockHold[];
}

/** A bag on its way to being paid keeps pieces for so long. */
export interface StockHold {
  /** Becomes the order's number when it is paid. */
  readonly number: string;
  readonly quantity: number;
  /** `paying`: somebody is at Stripe's page; `bank`: paid in a way that takes days. */
  readonly why: 'paying' | 'bank';
  /** When it ends by itself; with `bank`, when the bank has said no. */
  readonly until: string;
}

/** Body of POST /api/staff/stock/:sku. */
export interface StockChangeAsked {
  /** A UUID made once for one wish: the same one twice changes the stock once. */
  readonly id: string;
  readonly kind: 'arrival' | 'correction';
  /** By how many: less than nothing only in a correction. */
  readonly quantity: number;
  /** Never about a person, and without an e-mail address. */
  readonly reason: string;
}

/** 200 of POST /api/staff/stock/:sku. */
export interface StockChanged {
  readonly said: string;
  readonly onHand: number;
}

/** 200 of GET /api/staff/stock/:sku: what people of the house have changed, the newest first. */
export interface StockHistory {
  readonly sku: string;
  readonly changes: readonly {
    readonly at: string;
    readonly kind: StockChangeAsked['kind'];
    readonly quantity: number;
    readonly onHandAfter: number;
    readonly reason: string;
    readonly role: string;
  }[];
}
