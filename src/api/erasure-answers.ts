/** What the API answers about an erasure, as types: see answers.ts. */

/** A table, in words, and how many of its rows are the person's. */
export interface RowsOfTable {
  readonly table: string;
  readonly holds: string;
  readonly rows: number;
}

/** 200 of POST /api/privacy/erasures/preview. Days are ISO 8601 dates in UTC. */
export interface ErasurePreview {
  /** Is deleted as soon as it is confirmed. */
  readonly goesNow: readonly RowsOfTable[];
  /** What tax law has the house keep, and locked away from everyday use. */
  readonly stays: {
    readonly law: string;
    readonly period: string;
    readonly tables: readonly RowsOfTable[];
    /** The first hundred orders, and how many there are. */
    readonly orders: readonly { readonly number: string; readonly until: string }[];
    readonly orderCount: number;
  };
  /** Phone, e-mail address and gift message of orders that are still to arrive or may be given back. */
  readonly goesLater: readonly { readonly number: string; readonly on: string }[];
  /** Stays as proof, under a keyed hash and without name or address. */
  readonly staysAsProof: readonly RowsOfTable[];
  readonly recipients: readonly { readonly name: string; readonly words: string }[];
}

/** 200 of POST /api/privacy/erasures: erased here; `working` while a recipient has not answered. */
export interface ErasureConfirmed {
  readonly state: 'working' | 'done';
}
