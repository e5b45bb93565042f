import type { OrderState } from './order-states.ts';

/** Where an order stands, in two or three words for the shopper. */
export const orderWords: Readonly<Record<OrderState, string>> = {
  paid: 'Paid',
  'under-review': 'Paid, being looked at',
  preparing: 'Being prepared',
  'partly-shipped': 'Partly on its way',
  shipped: 'On its way',
  delivered: 'Delivered',
  cancelled: 'Cancelled',
  withdrawn: 'Withdrawn from',
  returned: 'Returned',
  lost: 'A parcel is lost',
};

/** What was paid back of it, in words; empty where nothing was. */
export function refundedWords(refundedMinor: number, totalMinor: number): '' | 'partly paid back' | 'paid back' {
  if (refundedMinor === 0) return '';
  return refundedMinor < totalMinor ? 'partly paid back' : 'paid back';
}
