import { type Phrase, phrase, say } from '../words/say.ts';
import type { OrderMove, OrderState } from './order-states.ts';

/** Where an order stands, in two or three words for the shopper. */
export const orderWords: Readonly<Record<OrderState, Phrase>> = {
  paid: phrase`Paid`,
  'under-review': phrase`Paid, being looked at`,
  preparing: phrase`Being prepared`,
  'partly-shipped': phrase`Partly on its way`,
  shipped: phrase`On its way`,
  delivered: phrase`Delivered`,
  cancelled: phrase`Cancelled`,
  withdrawn: phrase`Withdrawn from`,
  returned: phrase`Returned`,
  lost: phrase`A parcel is lost`,
};

/** What has happened, in the desk's words. */
export const moveWords: Readonly<Record<OrderMove, string>> = {
  place: 'Paid',
  hold: 'Held for a look',
  release: 'Released',
  prepare: 'Being prepared',
  'ship-part': 'A parcel has left',
  ship: 'The last parcel has left',
  'deliver-part': 'A parcel has arrived',
  deliver: 'All of it has arrived',
  lose: 'A parcel is lost',
  find: 'A lost parcel has arrived after all',
  resend: 'Prepared once more',
  cancel: 'Cancelled',
  withdraw: 'Withdrawn from',
  'withdraw-part': 'Withdrawn from in part',
  'return-part': 'A part of it came back',
  return: 'It came back',
  refund: 'Paid back',
  'refund-failed': 'A refund was refused',
  dispute: 'Disputed at the bank',
  'dispute-closed': 'The dispute has ended',
};

/** What was paid back of it, in words; empty where nothing was. */
export function refundedWords(refundedMinor: number, totalMinor: number): string {
  if (refundedMinor === 0) return '';
  return refundedMinor < totalMinor ? say`partly paid back` : say`paid back`;
}
