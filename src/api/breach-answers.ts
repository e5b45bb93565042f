/** What the desk asks and is answered about breaches. Every instant is in ISO 8601. */
import type { BreachClock, BreachRisk, ClockStanding } from '../policy/breach-clock.ts';

/** Body of POST /api/staff/breaches. */
export interface NewBreach {
  readonly happened: string;
  /** ISO 8601, with its offset. */
  readonly discoveredAt: string;
}

/** 200 of it. */
export interface BreachRecorded {
  readonly number: string;
}

export interface DeskClock {
  readonly clock: BreachClock;
  readonly dueAt: string;
  readonly keptAt?: string;
  readonly standing: ClockStanding;
}

export interface DeskBreachLine {
  readonly number: string;
  readonly discoveredAt: string;
  readonly happened: string;
  readonly risk: BreachRisk;
  readonly clocks: readonly DeskClock[];
  readonly closedAt?: string;
}

/** 200 of GET /api/staff/breaches */
export interface DeskBreachList {
  readonly breaches: readonly DeskBreachLine[];
  /** For `before`, when there are more. */
  readonly next?: string;
}

export interface BreachFacts {
  readonly happened: string;
  /** Columns of the data map, as `orders.email`. */
  readonly data: readonly string[];
  readonly consequences: string;
  readonly measures: string;
  readonly risk: BreachRisk;
  /** Why it is judged so. */
  readonly riskReason: string;
}

/** How many people, by what became of their notice. */
export interface AffectedPeople {
  /** Found, and not written to. */
  readonly found: number;
  /** Their letter lies in the outbox. */
  readonly writing: number;
  readonly told: number;
  /** The mailbox took no letter. */
  readonly refused: number;
  /** No letter was owed, or no address is known any more. */
  readonly notTold: number;
  /** Of those found, whose data is restricted. */
  readonly restricted: number;
}

export interface BreachEntry {
  readonly at: string;
  readonly kind: string;
  /** Empty where the shop itself wrote it. */
  readonly role: string;
  readonly words: string;
}

/** 200 of POST /api/staff/breaches/:number/view */
export interface DeskBreach extends DeskBreachLine, BreachFacts {
  readonly revision: number;
  readonly recordedAt: string;
  readonly people: AffectedPeople;
  /** What the people are being told; absent until it has begun. */
  readonly notice?: { readonly words: string; readonly begunAt: string; readonly tellsRestricted: boolean };
  /** To be edited before they go. */
  readonly drafts: { readonly authority: string; readonly people: string };
  readonly entries: readonly BreachEntry[];
  /** What has to be done before it can be closed, a sentence each. */
  readonly missing: readonly string[];
}

/** Which people: all with a row of a table, where asked for in a period, or those with one of these addresses. */
export type PeopleWish =
  | {
      readonly table: string;
      /** A column of it with an instant. */
      readonly period?: string;
      /** ISO 8601: from then on, and before. */
      readonly from?: string;
      readonly until?: string;
    }
  | { readonly emails: readonly string[] };

/** 200 of a count. */
export interface PeopleFound {
  readonly people: number;
  /** Of a list: how many of its addresses the house holds nothing of. */
  readonly unknown: number;
}

/** 200 of POST …/people/unreached */
export interface UnreachedPeople {
  readonly emails: readonly string[];
}

/** 200 of GET /api/staff/retention */
export interface DeskRetention {
  readonly rules: readonly DeskRule[];
}

export interface DeskRule {
  readonly id: string;
  readonly name: string;
  /** "7 years" */
  readonly keep: string;
  readonly from: string;
  /** Of which table it deletes; absent while nothing is kept by it. */
  readonly table?: string;
  readonly lastRun?: {
    readonly at: string;
    readonly state: 'begun' | 'finished' | 'held-off';
    readonly deleted: number;
  };
  /** In all runs that are still on record; absent where nothing was. */
  readonly removed?: { readonly rows: number; readonly lastAt: string };
  /** Rows that are due now. */
  readonly dueNow: number;
  /** When the oldest row that is not due yet will be. */
  readonly nextDueAt?: string;
  readonly alarm?: { readonly reason: 'left-behind' | 'not-run'; readonly since: string };
}

/** 200 of GET /api/staff/duties */
export interface DeskDuties {
  readonly duties: readonly DeskDuty[];
  readonly mayConfirm: boolean;
}

export interface DeskDuty {
  /** Of the policy's sentence. */
  readonly id: string;
  readonly statement: string;
  readonly duty: string;
  /** Absent where it was never confirmed. */
  readonly nextDueAt?: string;
  readonly standing: 'confirmed' | 'due-soon' | 'overdue' | 'never';
  /** The newest first. */
  readonly history: readonly { readonly at: string; readonly by: string; readonly note: string }[];
}
