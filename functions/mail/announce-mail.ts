import type { Shop } from '../shop.ts';

/**
 * Tells the queue that the outbox has something. The row in the outbox is what counts:
 * a queue that can't be reached costs a minute, until the sweep, and never the order.
 */
export async function announceMail(shop: Shop, mailId: string): Promise<void> {
  try {
    await shop.mailQueue.send({ mailId });
  } catch {
    console.warn({ message: 'The mail queue took no message; the sweep will send it' });
  }
}
