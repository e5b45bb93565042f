import type { Shop } from '../shop.ts';
import { selectRefundAtStripe } from './queries.ts';
import { writeForeign } from './receive-refund.ts';

/** Stripe repeats a notice for three days: docs.stripe.com/webhooks. What is older than that comes no more. */
const lookBackMilliseconds = 4 * 24 * 60 * 60_000;

/**
 * A refund that somebody made in Stripe's own dashboard, and whose notice never came, is learned of all the same: its
 * amount is not paid back once more, and the shopper has their letter. Those that are known are asked about elsewhere.
 */
export async function sweepForeignRefunds(shop: Shop): Promise<void> {
  const lately = await shop.stripe.listRefunds(shop.now - lookBackMilliseconds);
  if (lately === 'unreachable') return;
  for (const refund of lately) {
    if (await selectRefundAtStripe(shop.database, refund.id, refund.ownId)) continue;
    // A claim of ours that has taken the amount is refused by Stripe, and gives it back: the next run finds room.
    await writeForeign(shop, refund);
  }
}
