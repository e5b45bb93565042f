import type Stripe from 'stripe';
import { type Account, noRequest } from './account.ts';
import type { Decline } from './cards.ts';
import { recordEvent } from './events.ts';
import type { SessionRecord } from './ledger.ts';
import { capture, decline } from './pay-session.ts';

const bankRefused: Decline = {
  code: 'payment_intent_payment_attempt_failed',
  declineCode: 'insufficient_funds',
  message: 'The bank did not pay: there was not enough money in the account.',
};

/** The bank ends a delayed payment, days later in reality. `not-waiting` when no payment of this session waits for it. */
export function settlePayment(
  account: Account,
  record: SessionRecord,
  outcome: 'succeeded' | 'failed',
): 'settled' | 'not-waiting' {
  const { session } = record;
  const intent =
    typeof session.payment_intent === 'string' ? account.ledger.intents.get(session.payment_intent) : undefined;
  const charge =
    typeof intent?.latest_charge === 'string' ? account.ledger.charges.get(intent.latest_charge) : undefined;
  if (intent?.status !== 'processing' || !charge) return 'not-waiting';
  settle(account, session, intent, charge, outcome);
  return 'settled';
}

function settle(
  account: Account,
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  outcome: 'succeeded' | 'failed',
): void {
  if (outcome === 'failed') {
    decline(account, intent, bankRefused, charge);
    recordEvent(account, 'checkout.session.async_payment_failed', session, noRequest);
    return;
  }
  capture(account, intent, charge);
  session.payment_status = 'paid';
  recordEvent(account, 'checkout.session.async_payment_succeeded', session, noRequest);
}
