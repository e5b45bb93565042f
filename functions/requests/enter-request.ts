import type { Problem } from '../../src/api/answers.ts';
import type { Language } from '../../src/languages.ts';
import { problem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { inLanguage } from '../words/in-language.ts';
import type { UnconfirmedRequest } from './intake/queries.ts';
import { askMailbox } from './intake/take-in-request.ts';
import type { PrivacyRequest } from './queries.ts';
import { receiveRequest } from './receive-request.ts';
import { newRequestNumber } from './request-number.ts';

const dayMilliseconds = 24 * 60 * 60_000;
/** Older than that is a slip of the pen, or late whatever is done. */
const oldestMailDays = 90;

export interface EnteredRequest {
  readonly kind: PrivacyRequest['kind'];
  /** Whose data it is about, normalised. */
  readonly email: string;
  /** The date of the mail or message, milliseconds since the epoch: every date counts from it. */
  readonly receivedAt: number;
  readonly orderNumber: string;
  readonly words: string;
  /** In which the person is written to: who enters it is of the house. */
  readonly language: Language;
  /** 'mailbox': the person gets a link to confirm it. 'staff': one of the house has made sure who asks. */
  readonly verifiedBy: 'mailbox' | 'staff';
}

export type Entered =
  | { readonly state: 'mailbox-asked' }
  /** The number of the request that now runs, or ran already. */
  | { readonly state: 'received'; readonly number: string };

/** A request that came by mail, written down by one of the house. */
export async function enterRequest(
  shop: Shop,
  entered: EnteredRequest,
  staffEmail: string,
): Promise<Entered | Problem> {
  const { kind, email, receivedAt, orderNumber, words, language } = entered;
  if (receivedAt > shop.now || shop.now - receivedAt > oldestMailDays * dayMilliseconds) {
    const detail = `The date of the mail lies in the last ${oldestMailDays} days, and not in the future. Nothing was written down.`;
    return problem('invalid-request', 'That date can’t be right.', detail);
  }
  const number = newRequestNumber();
  if (entered.verifiedBy === 'staff') {
    const request = { number, kind, email, orderNumber, words, receivedAt, verifiedBy: 'staff' } as const;
    const received = { ...request, asker: 'staff', askerEmail: staffEmail } as const;
    return { state: 'received', number: await inLanguage(language, () => receiveRequest(shop, received)) };
  }
  const unconfirmed: UnconfirmedRequest = {
    number,
    kind,
    email,
    asker: 'staff',
    asker_email: staffEmail,
    order_number: orderNumber,
    words,
    asked_at: shop.now,
    received_at: receivedAt,
  };
  await inLanguage(language, () => askMailbox(shop, unconfirmed));
  return { state: 'mailbox-asked' };
}
