import { describeSurprise } from '../describe-surprise.ts';
import type { Shop } from '../shop.ts';
import { carryOutRefund } from './carry-out-refund.ts';
import { claimMilliseconds } from './claim-rest.ts';
import { postponeRefund, type Refund, selectDueRefunds, takeRefund } from './queries.ts';
import { pauseAfter, settleRefund } from './settle-refund.ts';

const batchSize = 20;

/**
 * Finishes what a process that died has left claimed, what Stripe could not be reached for, and asks how those stand
 * whose notice never came.
 */
export async function sweepRefunds(shop: Shop): Promise<void> {
  for (const refund of await selectDueRefunds(shop.database, shop.now, batchSize)) {
    try {
      if (await takeRefund(shop.database, refund, shop.now + claimMilliseconds)) await goOn(shop, refund);
    } catch (error) {
      // One that fails must not keep the others from it; its time comes again.
      console.error({ message: 'A refund did not get further', ...describeSurprise(error) });
    }
  }
}

async function goOn(shop: Shop, refund: Refund): Promise<void> {
  if (refund.state === 'claimed' || refund.stripe_refund_id === null) return carryOutRefund(shop, refund.id);
  const reading = await shop.stripe.readRefund(refund.stripe_refund_id);
  if (reading.kind === 'found') return settleRefund(shop, refund, reading.refund);
  if (reading.kind === 'missing') console.error({ message: 'Stripe knows a refund of ours no more' });
  await postponeRefund(shop.database, refund.id, shop.now + pauseAfter(refund.tries));
}
