import { z } from 'zod';
import type { Problem } from '../../../src/api/answers.ts';
import type { RequestAsked, RequestOpened } from '../../../src/api/request-answers.ts';
import { say } from '../../../src/words/say.ts';
import {
  codeField,
  type LinkPurpose,
  prepareLink,
  takeLink,
  takeLinkByCode,
  tokenField,
} from '../../links/one-time-link.ts';
import type { OneTimeLink } from '../../links/queries.ts';
import { announceMail } from '../../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../../mail/queries.ts';
import { problem } from '../../problem.ts';
import { asReadableNumber } from '../../readable-number.ts';
import type { Shop } from '../../shop.ts';
import { addresseeOf } from '../addressee.ts';
import { selectRequest } from '../queries.ts';
import { receiveRequest } from '../receive-request.ts';
import { signRequestLink } from '../request-link.ts';
import { requestNumberPattern } from '../request-number.ts';
import { selectUnconfirmed } from './queries.ts';
import { mayWriteTo } from './take-in-request.ts';

/** By the link of the letter, or by the code that stands under it. */
export const confirmation = z.union([
  z.strictObject({ token: tokenField }),
  z.strictObject({ link: z.uuid(), code: codeField }),
]);

export type Confirmation = z.output<typeof confirmation>;

/** What a letter about requests may open, whichever of them it is. */
const purposes: readonly LinkPurpose[] = ['confirm-request', 'confirm-agent', 'see-request'];

/** The mailbox's yes: the request is received, carried out as far as it can be, and its page opens. Works once. */
export async function confirmRequest(shop: Shop, shown: Confirmation): Promise<RequestOpened | Problem> {
  const link = await takeAny(shop, shown);
  if (!link) return ended();
  const { privacySecret } = shop.config;
  if (link.purpose === 'see-request') return { link: await signRequestLink(privacySecret, link.subject_id) };
  const unconfirmed = await selectUnconfirmed(shop.database, link.subject_id);
  if (!unconfirmed) return ended();
  const number = await receiveRequest(shop, {
    number: unconfirmed.number,
    kind: unconfirmed.kind,
    email: unconfirmed.email,
    asker: unconfirmed.asker,
    askerEmail: unconfirmed.asker_email,
    verifiedBy: 'mailbox',
    orderNumber: unconfirmed.order_number,
    words: unconfirmed.words,
    receivedAt: unconfirmed.received_at,
  });
  return { link: await signRequestLink(privacySecret, number) };
}

/**
 * Sends a fresh code to the mailbox of a request, for whoever has its number alone. The
 * same answer for a number that isn't one.
 */
export async function mailFreshCode(shop: Shop, typed: string): Promise<RequestAsked> {
  const number = `PR-${asReadableNumber(typed.trim().replace(/^PR-?/i, ''))}`;
  const request = requestNumberPattern.test(number) ? await selectRequest(shop.database, number) : null;
  const mailbox = request ? addresseeOf(request) : '';
  const link = prepareLink(shop, 'see-request', mailbox, number);
  const asked: RequestAsked = { link: link.id, mailbox: 'yours' };
  if (!(await mayWriteTo(shop, mailbox || number)) || mailbox === '') return asked;
  const { database, now } = shop;
  await database.batch([link.statement, insertMailStatement(database, 'see-request', mailbox, link.id, now)]);
  await announceMail(shop, mailIdOf('see-request', link.id));
  return asked;
}

async function takeAny(shop: Shop, shown: Confirmation): Promise<OneTimeLink | undefined> {
  for (const purpose of purposes) {
    const taken =
      'token' in shown
        ? await takeLink(shop, purpose, shown.token)
        : await takeLinkByCode(shop, purpose, shown.link, shown.code);
    if (taken) return taken;
  }
  return undefined;
}

/** Of a link that is forged, foreign, used or too old, and of a code that is wrong: nobody learns which. */
function ended(): Problem {
  return problem(
    'link-ended',
    say`This opens nothing any more.`,
    say`A link and a code work once, for as long as the letter says, and a code can be mistyped four times. Nothing was changed. Ask once more, and use the newest letter.`,
  );
}
