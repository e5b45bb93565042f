import type { D1PreparedStatement } from '@cloudflare/workers-types';
import { selectCheckoutByNumber, selectCheckoutBySession } from '../checkout/queries.ts';
import { settleCheckout } from '../checkout/settle-checkout.ts';
import { receiveDispute } from '../disputes/receive-dispute.ts';
import { receiveWarning } from '../fraud/warnings.ts';
import type { StripeEvent } from '../gateways/stripe.ts';
import { receiveRefund } from '../refunds/receive-refund.ts';
import type { Shop } from '../shop.ts';
import { insertEventStatement, isEventKnown } from './queries.ts';

/** Types that say that a checkout may stand differently now. Any other is taken in and left alone. */
const checkoutTypes: ReadonlySet<string> = new Set([
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
]);

/** What is said of a payment that is an order already; `charge.refunded` says nothing that these do not. */
const refundTypes: ReadonlySet<string> = new Set(['refund.created', 'refund.updated', 'refund.failed']);
const disputeTypes: ReadonlySet<string> = new Set([
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
]);

/**
 * Takes in one signed event. It is read as a hint that something has changed: how it
 * stands now is asked of Stripe, so doubled, late and reordered events do no harm.
 * `later`: Stripe couldn't be asked, and is to deliver the event again.
 */
export async function receiveEvent(shop: Shop, event: StripeEvent): Promise<'done' | 'known' | 'ignored' | 'later'> {
  const receive = receiverOf(event);
  if (!receive) return 'ignored';
  if (await isEventKnown(shop.database, event.id)) return 'known';
  const record = insertEventStatement(shop.database, event.id, event.type, shop.now);
  return receive(shop, event.data.object.id, record);
}

type Receiver = (shop: Shop, id: string, record: D1PreparedStatement) => Promise<'done' | 'ignored' | 'later'>;

function receiverOf({ type, data: { object } }: StripeEvent): Receiver | undefined {
  if (checkoutTypes.has(type) && object.object === 'checkout.session') return receiveSession;
  if (refundTypes.has(type) && object.object === 'refund') return receiveRefund;
  if (disputeTypes.has(type) && object.object === 'dispute') return receiveDispute;
  if (type === 'radar.early_fraud_warning.created' && object.object === 'radar.early_fraud_warning')
    return receiveWarning;
  return undefined;
}

const receiveSession: Receiver = async (shop, sessionId, record) => {
  const checkout = await checkoutOf(shop, sessionId);
  // A session of another system on the same Stripe account, or of a checkout whose record was deleted in time.
  if (checkout === undefined) return 'ignored';
  if (checkout === 'unreachable') return 'later';
  const settlement = await settleCheckout(shop, checkout, sessionId, [record]);
  return settlement === 'unreachable' ? 'later' : 'done';
};

/**
 * By the session's id; where our own note of it was lost between Stripe's answer and
 * our row, by the order number that the session carries.
 */
async function checkoutOf(shop: Shop, sessionId: string) {
  const checkout = await selectCheckoutBySession(shop.database, sessionId);
  if (checkout) return checkout;
  const reading = await shop.stripe.readSession(sessionId);
  if (reading.kind === 'unreachable') return 'unreachable';
  const number = reading.kind === 'found' ? reading.session.metadata?.order : undefined;
  return number ? ((await selectCheckoutByNumber(shop.database, number)) ?? undefined) : undefined;
}
