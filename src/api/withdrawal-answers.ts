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

/** A withdrawal at the desk; it names nobody. */
export interface DeskWithdrawal {
  readonly id: string;
  readonly orderNumber: string;
  readonly orderState: string;
  readonly at: string;
  readonly currency: Currency;
  readonly pieces: WithdrawalDone['pieces'];
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
  readonly arrivedAt?: string;
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
