import { describeSurprise } from '../describe-surprise.ts';
import type { Shop } from '../shop.ts';
import { type Checkout, claimQuestion, endStatements, selectOverdueCheckouts } from './queries.ts';
import { releaseCheckout } from './release-checkout.ts';
import { settleCheckout } from './settle-checkout.ts';

const batchSize = 50;

/**
 * Settles what no webhook has settled: asks Stripe about each checkout whose time is
 * over. One that Stripe can't be asked about keeps its hold until it can: a piece is
 * rather kept back for an hour than sold twice.
 */
export async function sweepCheckouts(shop: Shop): Promise<void> {
  for (const checkout of await selectOverdueCheckouts(shop.database, shop.now, batchSize)) {
    try {
      await sweepOne(shop, checkout);
    } catch (error) {
      // One checkout that can't be settled must not keep the others from it.
      console.error({ message: 'A checkout could not be settled', checkout: checkout.id, ...describeSurprise(error) });
    }
  }
}

async function sweepOne(shop: Shop, checkout: Checkout): Promise<void> {
  const mayAsk = await claimQuestion(shop.database, checkout.id, shop.now, 1);
  if (!mayAsk) return;
  const sessionId = checkout.stripe_session_id;
  // The address of its page never reached anyone, and a page that Stripe may have made has run out by now.
  if (!sessionId) {
    await releaseCheckout(shop, checkout, 'expired');
    return;
  }
  const settlement = await settleCheckout(shop, checkout, sessionId);
  if (settlement === 'open') await releaseCheckout(shop, checkout, 'expired');
  // Nobody can pay on a page that Stripe doesn't know, whatever we took it for.
  if (settlement === 'missing') await shop.database.batch(endStatements(shop.database, checkout.id, 'expired'));
}
