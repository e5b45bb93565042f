import { z } from 'zod';
import type { Problem } from '../../src/api/answers.ts';
import type { RequestOpened } from '../../src/api/request-answers.ts';
import { say } from '../../src/words/say.ts';
import type { Session } from '../accounts/queries.ts';
import { problem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { kindField, orderNumberField, wordsField } from './intake/read-wish.ts';
import { receiveRequest } from './receive-request.ts';
import { signRequestLink } from './request-link.ts';
import { newRequestNumber } from './request-number.ts';

export const signedInWish = z.strictObject({ kind: kindField, orderNumber: orderNumberField, words: wordsField });

/** Somebody who is signed in and has just shown that it is them asks about their own data, without a mailbox. */
export async function askSignedIn(
  shop: Shop,
  session: Session,
  { kind, orderNumber, words }: z.output<typeof signedInWish>,
): Promise<RequestOpened | Problem> {
  if (kind === 'child-report') {
    const detail = say`It is about somebody else, so it is made on the page where everybody asks.`;
    return problem('invalid-request', say`A report isn’t about your account.`, detail);
  }
  const number = await receiveRequest(shop, {
    number: newRequestNumber(),
    kind,
    email: session.email,
    asker: 'person',
    askerEmail: '',
    verifiedBy: 'account',
    orderNumber,
    words,
    receivedAt: shop.now,
  });
  return { link: await signRequestLink(shop.config.privacySecret, number) };
}
