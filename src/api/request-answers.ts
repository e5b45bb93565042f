/** What the API takes and answers about requests, as types: see answers.ts. */
import type { RequestKind } from '../policy/request-kinds.ts';

/** Body of POST /api/privacy/requests. */
export interface RequestWish {
  readonly kind: RequestKind;
  /** For oneself, or with the consent of somebody else. A report about a child is made by whoever makes it. */
  readonly asker: 'person' | 'agent';
  /** Of whoever writes this. */
  readonly email: string;
  /** Of the person an agent asks for, or of the child where it is known; empty when one asks for oneself. */
  readonly about: string;
  readonly orderNumber: string;
  readonly words: string;
}

/** 202 of POST /api/privacy/requests and of /api/privacy/requests/code: the same whether or not anything is known. */
export interface RequestAsked {
  /** Goes back with the code that was mailed. It opens nothing by itself. */
  readonly link: string;
  /** Whose mailbox has the letter: of an agent's request it is the other person's. */
  readonly mailbox: 'yours' | 'theirs';
}

/** 200 of POST /api/privacy/requests/confirm and 201 of /api/account/requests. */
export interface RequestOpened {
  /** Opens the request's page. */
  readonly link: string;
}

export type RequestStateName = 'open' | 'in-review' | 'working' | 'done' | 'done-in-part' | 'refused' | 'withdrawn';

/** Something that the person can do now, as a form that posts the request's link to `action`. */
export interface RequestChoice {
  readonly label: string;
  readonly note: string;
  readonly action: string;
}

/** 200 of POST /api/privacy/requests/view, messages and withdraw. Times are ISO 8601. */
export interface RequestView {
  readonly number: string;
  readonly kind: RequestKind;
  readonly state: RequestStateName;
  readonly orderNumber: string;
  readonly words: string;
  readonly receivedAt: string;
  /** Until when the house aims to answer, and until when it must. */
  readonly targetAt: string;
  readonly dueAt: string;
  readonly extension?: { readonly until: string; readonly reason: string };
  readonly isOverdue: boolean;
  /** What was decided, and why; empty before. */
  readonly decision: string;
  readonly closedAt?: string;
  readonly steps: readonly { readonly step: string; readonly words: string; readonly at: string }[];
  readonly messages: readonly { readonly author: 'person' | 'house'; readonly words: string; readonly at: string }[];
  readonly recipients: readonly { readonly name: string; readonly words: string; readonly at: string }[];
  readonly choices: readonly RequestChoice[];
  readonly mayWrite: boolean;
  readonly mayWithdraw: boolean;
  /** The hash of its newest entry in the register. */
  readonly receipt: string;
}
