import type { Shop } from '../shop.ts';

/** As the queue takes them at once. */
const mostAtOnce = 100;

/** As announceMail, for many: the rows of the outbox are what counts, and the sweep sends what the queue doesn't take. */
export async function announceMany(shop: Shop, mailIds: readonly string[]): Promise<void> {
  try {
    for (let place = 0; place < mailIds.length; place += mostAtOnce) {
      const some = mailIds.slice(place, place + mostAtOnce);
      await shop.mailQueue.sendBatch(some.map((mailId) => ({ body: { mailId } })));
    }
  } catch {
    console.warn({ message: 'The mail queue took no messages; the sweep will send them' });
  }
}
