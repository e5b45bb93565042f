/** What the API takes and answers about corrections, as types: see answers.ts. */

/** Who an order goes to and where: what can be corrected about it. Its country decides tax and delivery, and stays. */
export const orderFields = ['name', 'phone', 'line1', 'line2', 'postcode', 'city', 'region'] as const;

export type OrderField = (typeof orderFields)[number];

/** 200 of POST /api/privacy/rectifications/view. */
export interface RectificationView {
  /** Empty where there is no account of this address. */
  readonly username: string;
  readonly orders: readonly CorrectableOrder[];
}

export interface CorrectableOrder {
  readonly number: string;
  /** ISO 8601. */
  readonly placedAt: string;
  /** `changed`: the order itself. `added`: its invoice is made, so the correction stands beside it. */
  readonly as: 'changed' | 'added';
  readonly fields: Readonly<Record<OrderField, string>>;
}

/** Body of POST /api/privacy/rectifications: what is to be as it should be, and nothing of the rest. */
export interface Rectification {
  readonly link?: string;
  /** Without the link, and with a session after a step-up: the request's number. */
  readonly request?: string;
  readonly username?: string;
  readonly orders: readonly {
    readonly number: string;
    readonly fields: Readonly<Partial<Record<OrderField, string>>>;
  }[];
}

/** 200 of POST /api/privacy/rectifications. */
export interface Rectified {
  readonly words: string;
}
