import { describeSurprise } from '../describe-surprise.ts';
import type { Shop } from '../shop.ts';
import { inLanguage } from '../words/in-language.ts';
import { isLastLetter, writeLetter } from './letters.ts';
import {
  claimMail,
  deleteMail,
  markMailDropped,
  markMailRefused,
  markMailSent,
  markMailWaiting,
  type OutboxRow,
  selectDueMail,
} from './queries.ts';

/** Longer than any call to the e-mail service takes: after it, the sender is taken for dead and another may try. */
const claimMilliseconds = 10 * 60_000;
const longestPauseMilliseconds = 30 * 60_000;
const sweepBatch = 50;

/**
 * Sends one message of the outbox. The claim is taken before and the result written
 * after, so the queue, its repetitions and the sweep never send the same one twice.
 * One gap is left, and can't be closed without the service's help: a process that dies
 * between the service's answer and our row sends again when the claim has run out,
 * marked with the same reference.
 */
export async function sendMail(
  shop: Shop,
  mailId: string,
): Promise<'sent' | 'later' | 'refused' | 'dropped' | 'not-due'> {
  const row = await claimMail(shop.database, mailId, shop.now, shop.now + claimMilliseconds);
  if (!row) return 'not-due';
  const letter = await inLanguage(row.language, () => writeLetter(shop, row));
  if (!letter) {
    // The order, the account or the request that it tells of was deleted since: there is nothing to say.
    await markMailDropped(shop.database, row.id);
    return 'dropped';
  }
  const delivery = await shop.email.send({ to: row.email, reference: row.id, language: row.language, ...letter });
  switch (delivery.kind) {
    case 'accepted':
      await noteSent(shop, row, delivery.messageId);
      return 'sent';
    case 'refused':
      console.error({ message: 'The e-mail service refused a message', kind: row.kind, reason: delivery.reason });
      await markMailRefused(shop.database, row.id, delivery.reason);
      return 'refused';
    case 'unavailable':
      await markMailWaiting(shop.database, row.id, delivery.reason, shop.now + pauseAfter(row.attempts));
      return 'later';
  }
}

/** The last letter to somebody whose data was erased leaves no address behind. */
async function noteSent(shop: Shop, row: OutboxRow, messageId: string): Promise<void> {
  if (isLastLetter(row.kind)) await deleteMail(shop.database, row.id);
  else await markMailSent(shop.database, row.id, messageId, shop.now);
}

/** What the queue lost or the service wasn't there for, oldest first. */
export async function sweepMail(shop: Shop): Promise<void> {
  for (const mailId of await selectDueMail(shop.database, shop.now, sweepBatch)) {
    try {
      await sendMail(shop, mailId);
    } catch (error) {
      // One message that can't be sent must not keep the others from it; its claim runs out, and it is tried again.
      console.error({ message: 'A mail could not be sent', ...describeSurprise(error) });
    }
  }
}

/** One, two, four … minutes, half an hour at most. */
function pauseAfter(attempts: number): number {
  return Math.min(60_000 * 2 ** Math.min(attempts - 1, 10), longestPauseMilliseconds);
}
