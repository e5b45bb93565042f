import { describeSurprise } from '../describe-surprise.ts';
import { selectOrder, selectOrderLines } from '../orders/queries.ts';
import type { Shop } from '../shop.ts';
import { orderConfirmation } from './order-confirmation.ts';
import { claimMail, markMailRefused, markMailSent, markMailWaiting, selectDueMail } from './queries.ts';

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
export async function sendMail(shop: Shop, mailId: string): Promise<'sent' | 'later' | 'refused' | 'not-due'> {
  const row = await claimMail(shop.database, mailId, shop.now, shop.now + claimMilliseconds);
  if (!row) return 'not-due';
  const order = await selectOrder(shop.database, row.order_number);
  if (!order) throw new Error(`Message ${mailId} has no order`);
  const lines = await selectOrderLines(shop.database, row.order_number);
  const delivery = await shop.email.send({
    to: order.email,
    reference: row.id,
    ...(await orderConfirmation(shop.config, order, lines)),
  });
  switch (delivery.kind) {
    case 'accepted':
      await markMailSent(shop.database, row.id, delivery.messageId, shop.now);
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
