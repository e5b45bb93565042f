/** What the API takes and answers about accounts, as types: see answers.ts. */
import type { Currency } from '../catalog/money.ts';
import type { OrderState } from '../orders/order-states.ts';

/** Body of POST /api/account/register. */
export interface Registration {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  /** The plain statement "I am 16 or older". A date of birth is not asked for. */
  readonly isOldEnough: true;
  /** The piece that they wanted to keep, by its SKU: it is kept once the mailbox has said yes. */
  readonly toKeep?: string | undefined;
}

/** 202 wherever a mail goes out. Whether the address has an account is said in the mailbox alone. */
export interface MailSent {
  readonly state: 'mail-sent';
}

/** 202 of POST /api/account/step-up/code. */
export interface CodeSent extends MailSent {
  /** Goes back with the code that was mailed. */
  readonly challenge: string;
}

/** 200 of verify. */
export interface Verified extends SignedIn {
  /** Whether the account keeps the piece that was wanted on the way to it. */
  readonly keepsPiece: boolean;
}

/** 200 of sign-in; what verify answers begins with it. */
export interface SignedIn {
  /** 43 letters, for `Authorization: Bearer`. It is told this once. */
  readonly token: string;
  /** The person objected to analytics wherever they are signed in. */
  readonly objectsToAnalytics: boolean;
}

/** 200 of an act that has nothing more to say. */
export interface AccountActDone {
  readonly state: 'done';
}

/** 200 of GET /api/account. */
export interface AccountView {
  readonly username: string;
  readonly email: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Whether a confirmed consent to marketing stands. */
  readonly hasMarketingConsent: boolean;
  readonly objectsToAnalytics: boolean;
}

/** 200 of GET /api/account/orders and of POST /api/account/orders/join. */
export interface OrderHistory {
  /** Newest first. */
  readonly orders: readonly {
    readonly number: string;
    readonly state: OrderState;
    /** ISO 8601. */
    readonly paidAt: string;
    readonly currency: Currency;
    readonly totalMinor: number;
    readonly refundedMinor: number;
    readonly pieces: number;
    /** Opens the order's page. */
    readonly link: string;
  }[];
  /** Paid with this address and not in the list: they come into it when the person asks. */
  readonly notJoined: number;
}
