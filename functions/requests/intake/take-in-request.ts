import type { RequestAsked } from '../../../src/api/request-answers.ts';
import { claimGuess } from '../../guesses/claim-guess.ts';
import { guessKey } from '../../guesses/guess-key.ts';
import { prepareLink } from '../../links/one-time-link.ts';
import { announceMail } from '../../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../../mail/queries.ts';
import type { Shop } from '../../shop.ts';
import { addresseeOf } from '../addressee.ts';
import { newRequestNumber } from '../request-number.ts';
import { insertUnconfirmedStatement, type UnconfirmedRequest } from './queries.ts';
import type { Wish } from './read-wish.ts';

/** A mailbox gets no more letters than this that it did not confirm anything by, however often somebody asks. */
const lettersAnHour = { tries: 5, windowMilliseconds: 60 * 60_000 } as const;

/**
 * Asks the mailbox whether it is its owner who asks. Nothing is looked up: the answer,
 * the work and the letter are the same whether the house knows the address or not. An
 * address that was written to five times within the hour gets the same answer and no
 * letter.
 */
export async function takeInRequest(shop: Shop, wish: Wish): Promise<RequestAsked> {
  const request: UnconfirmedRequest = {
    number: newRequestNumber(),
    kind: wish.kind,
    email: wish.email,
    asker: wish.asker,
    asker_email: wish.askerEmail,
    order_number: wish.orderNumber,
    words: wish.words,
    asked_at: shop.now,
    received_at: shop.now,
  };
  return { link: await askMailbox(shop, request), mailbox: wish.asker === 'agent' ? 'theirs' : 'yours' };
}

/** Writes the request down to wait for its mailbox. @returns the id of the link that was mailed */
export async function askMailbox(shop: Shop, request: UnconfirmedRequest): Promise<string> {
  const { database, now } = shop;
  const isWaitedFor = request.asker === 'person' || request.asker === 'reporter';
  const mailbox = addresseeOf(request);
  const link = prepareLink(shop, isWaitedFor ? 'confirm-request' : 'confirm-agent', mailbox, request.number);
  if (!(await mayWriteTo(shop, mailbox))) return link.id;
  const tellsAgent = request.asker === 'agent' && (await mayWriteTo(shop, request.asker_email));
  await database.batch([
    insertUnconfirmedStatement(database, request),
    link.statement,
    insertMailStatement(database, 'confirm-request', mailbox, link.id, now),
    ...(tellsAgent ? [insertMailStatement(database, 'agent-told', request.asker_email, request.number, now)] : []),
  ]);
  await announceMail(shop, mailIdOf('confirm-request', link.id));
  if (tellsAgent) await announceMail(shop, mailIdOf('agent-told', request.number));
  return link.id;
}

export async function mayWriteTo(shop: Shop, email: string): Promise<boolean> {
  const key = await guessKey(shop.config.privacySecret, 'request-letter', email);
  return (await claimGuess(shop.database, key, lettersAnHour, shop.now)).allowed;
}
