import type { Shop } from '../shop.ts';
import { selectOpenDisputes } from './queries.ts';
import { writeDispute } from './write-dispute.ts';

/** Stripe repeats a notice for three days: docs.stripe.com/webhooks. What is older than that comes no more. */
const lookBackMilliseconds = 4 * 24 * 60 * 60_000;
const mostOpen = 20;

/** A notice that never comes loses nothing: what was opened lately, and how those stand that are open. */
export async function sweepDisputes(shop: Shop): Promise<void> {
  const lately = await shop.stripe.listDisputes({ openedSince: shop.now - lookBackMilliseconds });
  if (lately === 'unreachable') return;
  for (const dispute of lately) await writeDispute(shop, dispute);
  for (const paymentIntentId of await selectOpenDisputes(shop.database, mostOpen)) {
    const found = await shop.stripe.listDisputes({ paymentIntentId });
    if (found === 'unreachable') return;
    for (const dispute of found) await writeDispute(shop, dispute);
  }
}
