/** What the doors of a withdrawal take and answer, as types: see answers.ts. Instants are ISO 8601, amounts minor units. */
import type { Currency } from '../catalog/money.ts';

/** 202 of POST /api/withdrawals/link: the same for everybody. `link` names the letter, and opens nothing without it. */
export interface WithdrawalLinkAsked {
  readonly link: string;
}

/** Whether the order can be withdrawn from now. */
export type WithdrawalStanding =
  | 'open'
  /** The days are over. */
  | 'over'
  /** All that can be withdrawn from was. */
  | 'all-withdrawn'
  /** Cancelled, or back in the house. */
  | 'closed';

/** 200 of POST /api/withdrawals/view, /code, and, as it then is, of each act. */
export interface WithdrawalView {
  /** The order's link, for the acts. */
  readonly link: string;
  readonly number: string;
  readonly standing: WithdrawalStanding;
  /** The last day, as the calendar at the delivery's end has it: `2026-12-10`. Absent before the delivery. */
  readonly lastDay?: string;
  readonly currency: Currency;
  readonly lines: readonly WithdrawalLine[];
  /** As the order has them; empty once they were erased. */
  readonly name: string;
  readonly email: string;
  /** How many withdrawals there are: whoever sends one says after which, so that two sent at once are one. */
  readonly after: number;
  readonly withdrawals: readonly WithdrawalDone[];
}

export interface WithdrawalLine {
  readonly position: number;
  readonly name: string;
  readonly variant: string;
  readonly unitMinor: number;
  readonly quantity: number;
  /** How many can still be withdrawn. */
  readonly left: number;
  /** Why the law's exception applies to it; absent where it doesn't. */
  readonly exception?: string;
  /** Under which condition it is taken back; absent where there is none. */
  readonly condition?: string;
}

export interface WithdrawalDone {
  readonly id: string;
  readonly at: string;
  readonly pieces: readonly { readonly name: string; readonly variant: string; readonly quantity: number }[];
  readonly piecesMinor: number;
  readonly deliveryMinor: number;
  readonly amountMinor: number;
  /** Whether pieces are to come back, and by when they are to be on their way. */
  readonly sendBy?: string;
  /** The day by which the money is back; what is with the shopper may be waited for. */
  readonly refundBy: string;
  readonly labelAskedAt?: string;
  readonly labelAddress?: string;
  readonly sentAt?: string;
  readonly arrivedAt?: string;
  readonly settledAt?: string;
}

/** What can be done about a withdrawal now, by somebody of the asking role. */
export type DeskWithdrawalAct = 'label' | 'arrival' | 'refund';

/** A withdrawal at the desk; it names nobody. */
export interface DeskWithdrawal {
  readonly id: string;
  readonly orderNumber: string;
  readonly orderState: string;
  readonly at: string;
  readonly currency: Currency;
  readonly pieces: readonly {
    readonly name: string;
    readonly variant: string;
    readonly quantity: number;
    /** How many of them had left the house, and are to come back or are back. */
    readonly toReturn: number;
  }[];
  readonly piecesMinor: number;
  readonly deliveryMinor: number;
  readonly amountMinor: number;
  /** By then the money is back, if nothing may be waited for. */
  readonly dueAt: string;
  /** `held`: the pieces are neither back nor shown to be on their way, and the refund may wait for that. */
  readonly standing: 'due' | 'due-soon' | 'overdue' | 'held';
  readonly goods: 'in-house' | 'out';
  readonly labelAskedAt?: string;
  readonly labelSentAt?: string;
  readonly sentAt?: string;
  /** The carrier's number by which the shopper shows that the pieces are on their way. */
  readonly sentProof?: string;
  readonly arrivedAt?: string;
  readonly acts: readonly DeskWithdrawalAct[];
  readonly isRestricted: boolean;
}

/** 200 of GET /api/staff/withdrawals. */
export interface DeskWithdrawals {
  readonly withdrawals: readonly DeskWithdrawal[];
  /** For `after`, when there are more. */
  readonly next?: string;
}

/** 200 of an act at the desk about a withdrawal. */
export interface DeskWithdrawalDone {
  readonly said: string;
}

/** 200 of POST /api/staff/orders/:number/withdrawal: what staff need to enter one that came by e-mail or letter. */
export type OrderToEnterWithdrawal = Omit<WithdrawalView, 'link' | 'withdrawals'>;

/** Body of POST /api/staff/withdrawals. */
export interface WithdrawalEntering {
  readonly number: string;
  /** How many withdrawals there were: the same sent twice is one. */
  readonly after: number;
  readonly lines: 'all' | readonly { readonly position: number; readonly quantity: number }[];
  readonly name: string;
  /** Where the acknowledgement goes; the order's own address when it is empty. */
  readonly email: string;
  /** The day on which they sent it, `2026-12-10`: that day keeps the 14 days. */
  readonly sentOn: string;
  /** ISO 8601, when it reached the house: the 14 days of the refund begin. */
  readonly reachedAt: string;
}
