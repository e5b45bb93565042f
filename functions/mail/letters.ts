import {
  accountDeleted,
  accountIdle,
  confirmNewEmail,
  emailChangeAsked,
  emailChanged,
  emailLeft,
  passwordChanged,
  resetPasswordLetter,
  stepUpCode,
  verifyAccount,
} from '../accounts/letters.ts';
import { breachNoticeLetter, breachWarningLetter } from '../breaches/letters.ts';
import { childReportAnswered } from '../children/letters.ts';
import { confirmWishLetter, preferencesLinkLetter } from '../consents/letters.ts';
import { copyReady } from '../copies/letters.ts';
import { paymentLinkLetter } from '../elsewhere/letters.ts';
import { erasureBegun, erasureDone } from '../erasure/letters.ts';
import {
  orderCancelled,
  orderDelivered,
  orderRefunded,
  orderReleased,
  orderReturned,
  orderShipped,
  parcelLost,
} from '../order-life/letters.ts';
import { orderConfirmation } from '../orders/order-confirmation.ts';
import {
  agentToldLetter,
  confirmRequestLetter,
  requestAnsweredLetter,
  requestClosedLetter,
  requestExtendedLetter,
  requestReceivedLetter,
  requestWarningLetter,
  seeRequestLetter,
} from '../requests/letters.ts';
import { restrictionEnds } from '../restriction/letters.ts';
import type { Shop } from '../shop.ts';
import { backInStock, confirmStockNotice } from '../stock-notices/letters.ts';
import {
  withdrawalArrived,
  withdrawalLabel,
  withdrawalLinkLetter,
  withdrawalReceived,
  withdrawalWarning,
} from '../withdrawals/letters.ts';
import type { Letter } from './letter.ts';
import type { OutboxRow } from './queries.ts';

/** Makes one kind of letter from the row that `subject_id` names; undefined when that row is gone. */
export type WriteLetter = (shop: Shop, row: OutboxRow) => Promise<Letter | undefined>;

/** Every kind of message that the house sends. Each domain writes its own. */
export const letters = {
  'order-confirmation': orderConfirmation,
  'order-released': orderReleased,
  'order-shipped': orderShipped,
  'order-parcel-lost': parcelLost,
  'order-delivered': orderDelivered,
  'order-returned': orderReturned,
  'order-cancelled': orderCancelled,
  'order-refunded': orderRefunded,
  'payment-link': paymentLinkLetter,
  'verify-account': verifyAccount,
  'reset-password': resetPasswordLetter,
  'password-changed': passwordChanged,
  'step-up-code': stepUpCode,
  'confirm-new-email': confirmNewEmail,
  'email-change-asked': emailChangeAsked,
  'email-changed': emailChanged,
  'email-left': emailLeft,
  'account-deleted': accountDeleted,
  'account-idle': accountIdle,
  'confirm-wish': confirmWishLetter,
  'preferences-link': preferencesLinkLetter,
  'confirm-stock-notice': confirmStockNotice,
  'back-in-stock': backInStock,
  'erasure-begun': erasureBegun,
  'erasure-done': erasureDone,
  'child-report-answered': childReportAnswered,
  'restriction-ends': restrictionEnds,
  'confirm-request': confirmRequestLetter,
  'agent-told': agentToldLetter,
  'see-request': seeRequestLetter,
  'request-received': requestReceivedLetter,
  'request-done': requestClosedLetter,
  'request-closed': requestClosedLetter,
  'request-answered': requestAnsweredLetter,
  'request-extended': requestExtendedLetter,
  'request-warning': requestWarningLetter,
  'copy-ready': copyReady,
  'breach-notice': breachNoticeLetter,
  'breach-warning': breachWarningLetter,
  'withdrawal-link': withdrawalLinkLetter,
  'withdrawal-received': withdrawalReceived,
  'withdrawal-told': withdrawalReceived,
  'withdrawal-label': withdrawalLabel,
  'withdrawal-arrived': withdrawalArrived,
  'withdrawal-warning': withdrawalWarning,
} as const satisfies Record<string, WriteLetter>;

export type MailKind = keyof typeof letters;

/** Letters after which the address of whoever gets them is not to stay. */
export const lastLetters: readonly MailKind[] = [
  'account-deleted',
  'erasure-begun',
  'erasure-done',
  'child-report-answered',
  'back-in-stock',
];

export function writeLetter(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  return letters[row.kind](shop, row);
}

export function isLastLetter(kind: MailKind): boolean {
  return lastLetters.includes(kind);
}
