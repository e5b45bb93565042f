import type { MailKind } from './letters.ts';

/**
 * What the `subject_id` of a letter names, which has the language that the letter is in where nobody asks for it in
 * one. A `wish` has none: it is uttered where it is answered. Letters to the house are in English, whoever is the cause.
 */
export type About =
  | 'order'
  | 'parcel'
  | 'refund'
  | 'withdrawal'
  | 'silence'
  | 'request'
  | 'message'
  | 'restriction'
  | 'wish'
  | 'the house';

export const about: Readonly<Record<MailKind, About>> = {
  'order-confirmation': 'order',
  'order-released': 'order',
  'order-shipped': 'parcel',
  'order-parcel-lost': 'parcel',
  'order-delivered': 'order',
  'order-returned': 'order',
  'order-cancelled': 'order',
  'order-refunded': 'refund',
  // Of a checkout, whose own statement writes it.
  'payment-link': 'wish',
  'verify-account': 'wish',
  'reset-password': 'wish',
  'password-changed': 'wish',
  'step-up-code': 'wish',
  'confirm-new-email': 'wish',
  'email-change-asked': 'wish',
  'email-changed': 'wish',
  'email-left': 'wish',
  'account-deleted': 'wish',
  'account-idle': 'silence',
  'confirm-wish': 'wish',
  'preferences-link': 'wish',
  'confirm-stock-notice': 'wish',
  // Of a notice that is gone once it is written: its own statement takes its language along.
  'back-in-stock': 'wish',
  'erasure-begun': 'request',
  'erasure-done': 'request',
  'child-report-answered': 'request',
  'restriction-ends': 'restriction',
  'confirm-request': 'wish',
  'agent-told': 'wish',
  'see-request': 'wish',
  'request-received': 'request',
  'request-done': 'request',
  'request-closed': 'request',
  'request-answered': 'message',
  'request-extended': 'request',
  'request-warning': 'the house',
  'copy-ready': 'request',
  // Its words are a person's of the house, in English: the rest of it is too.
  'breach-notice': 'the house',
  'breach-warning': 'the house',
  'withdrawal-link': 'wish',
  'withdrawal-received': 'withdrawal',
  'withdrawal-told': 'withdrawal',
  'withdrawal-label': 'withdrawal',
  'withdrawal-arrived': 'withdrawal',
  'withdrawal-warning': 'the house',
};
