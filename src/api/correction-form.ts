/**
 * What a correction of an order asks for, in words, for all who write it: the request's page, its script, the Worker for
 * a browser without one, the desk, and the letter.
 */

import { type Phrase, phrase } from '../words/say.ts';
import type { CorrectableOrder, OrderField, RectificationView } from './rectification-answers.ts';

export interface OrderLine {
  readonly label: Phrase;
  /** In characters. */
  readonly longest: number;
  readonly isNeeded: boolean;
  readonly type: 'text' | 'tel';
}

/** In the order in which they are asked for. */
export const orderLines: Readonly<Record<OrderField, OrderLine>> = {
  name: { label: phrase`Name`, longest: 100, isNeeded: true, type: 'text' },
  phone: { label: phrase`Phone`, longest: 30, isNeeded: false, type: 'tel' },
  line1: { label: phrase`Address`, longest: 100, isNeeded: true, type: 'text' },
  line2: { label: phrase`Address, second line`, longest: 100, isNeeded: false, type: 'text' },
  postcode: { label: phrase`Postcode`, longest: 20, isNeeded: false, type: 'text' },
  city: { label: phrase`City`, longest: 100, isNeeded: true, type: 'text' },
  region: { label: phrase`Region`, longest: 100, isNeeded: false, type: 'text' },
};

export const longestUsername = 40;

export const correctionNotes: Readonly<Record<CorrectableOrder['as'], Phrase>> = {
  changed: phrase`It has not left us, so it is changed at once. Its country stays: tax and delivery follow from it.`,
  added: phrase`Its invoice is made and stays as it is. Your correction is added beside it.`,
};

export const nothingChanged = phrase`Everything is as it was. Change what is wrong first.`;

/** Then the person can only say in words what is wrong. */
export function isNothingHeld({ username, orders }: RectificationView): boolean {
  return username === '' && orders.length === 0;
}

/** Under this name a plain form sends a line of one of several orders: `LG-7K4M-92QX.city`. */
export function orderLineName(orderNumber: string, field: OrderField): string {
  return `${orderNumber}.${field}`;
}
