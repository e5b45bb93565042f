/** What the desk's routes about requests take and answer, as types: see answers.ts. Instants are ISO 8601. */
import type { RequestKind } from '../policy/request-kinds.ts';
import type { RowsOfTable } from './erasure-answers.ts';

/** Whose turn it is: `person`, to choose or confirm something; `house`, to decide; `recipients`, to answer. */
export type WaitsFor = 'person' | 'house' | 'recipients' | 'nobody';

/** A request in the list, which names nobody. */
export interface DeskLine {
  readonly number: string;
  readonly kind: RequestKind;
  /** In the words in which the person asked for it. */
  readonly name: string;
  readonly state: DeskState;
  readonly waitsFor: WaitsFor;
  readonly receivedAt: string;
  /** The extended day, where there is one. */
  readonly dueAt: string;
  readonly targetAt: string;
  readonly closedAt?: string;
  readonly standing: 'in-time' | 'due-soon' | 'overdue' | 'closed';
  readonly isRestricted: boolean;
}

export type DeskState = 'open' | 'in-review' | 'working' | 'done' | 'done-in-part' | 'refused' | 'withdrawn';

/** 200 of GET /api/staff/requests?state=open&kind=access&after=… */
export interface DeskList {
  readonly requests: readonly DeskLine[];
  /** For `after`, when there are more. */
  readonly next?: string;
}

export type DeskAct =
  | 'answer'
  | 'decide'
  | 'correct-invoice'
  | 'extend'
  | 'child-report'
  | 'objection'
  | 'lift-restriction'
  | 'recipients';

/** 200 of POST /api/staff/requests/:number/view {why?}: all that a decision needs. */
export interface DeskRequest extends DeskLine {
  /** Empty once the person's data was erased. */
  readonly email: string;
  readonly asker: 'person' | 'agent' | 'reporter' | 'staff';
  readonly askerEmail: string;
  readonly verifiedBy: 'mailbox' | 'account' | 'staff';
  readonly confirmedAt: string;
  readonly orderNumber: string;
  readonly words: string;
  readonly firstDueAt: string;
  readonly extendedTo?: string;
  readonly extensionReason: string;
  readonly decidedAt?: string;
  readonly decision: string;
  readonly steps: readonly { readonly at: string; readonly words: string }[];
  readonly messages: readonly { readonly at: string; readonly author: 'person' | 'house'; readonly words: string }[];
  readonly recipients: readonly DeskRecipient[];
  readonly restriction?: DeskRestriction;
  /** Table by table, for those who decide; none once nothing is known of whom it is about. */
  readonly held?: readonly RowsOfTable[];
  /** What this member of staff may do with it now. */
  readonly acts: readonly DeskAct[];
  /** Whether a decision may be that it is done: what the shop carries out by itself, nobody says. */
  readonly mayBeSaidDone: boolean;
  /** The numbers of the orders to whose invoice a correction may be added. */
  readonly invoices: readonly string[];
}

export interface DeskRecipient {
  readonly id: string;
  readonly name: string;
  readonly state: 'waiting' | 'told' | 'acknowledged' | 'explained';
  readonly words: string;
  readonly updatedAt: string;
}

export interface DeskRestriction {
  readonly reason: 'asked' | 'child-report';
  readonly since: string;
  /** When the letter that announces the end was written; it has left when it may be lifted. */
  readonly toldAt?: string;
  readonly liftedAt?: string;
}

/** 200 of each act at the desk: the request is then to be looked at anew. */
export interface DeskDone {
  /** In a sentence, for whoever did it. */
  readonly said: string;
}

/** 200 of a preview: the letter that the act would send, and to whom. */
export interface DeskLetter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** 200 of POST /api/staff/requests. */
export type DeskEntered =
  /** The person has a letter, and the request runs once they have confirmed it. */
  | { readonly state: 'mailbox-asked' }
  /** It runs now, or ran already. */
  | { readonly state: 'received'; readonly number: string };

/** What was asked of the house in a period, and what came of it. */
export interface KindFigures {
  readonly kind: RequestKind;
  readonly received: number;
  readonly done: number;
  readonly doneInPart: number;
  readonly refused: number;
  readonly withdrawn: number;
  /** Overdue, or extended, which counts as a miss. */
  readonly missed: number;
  /** From the receipt to the answer, of those that were answered; null where none was. */
  readonly medianDays: number | null;
  readonly meanDays: number | null;
}

/** 200 of GET /api/staff/figures?year=2026: of the requests that were received in that year. */
export interface DeskFigures {
  readonly year: number;
  readonly kinds: readonly KindFigures[];
}
