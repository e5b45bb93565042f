import type Stripe from 'stripe';
import { type Account, noRequest, seconds } from './account.ts';
import { invalidRequest, missingResource } from './errors.ts';
import { recordEvent } from './events.ts';
import { identifier } from './identifiers.ts';

type FraudWarning = Stripe.Radar.EarlyFraudWarning;

/**
 * The bank of the card tells that a payment may be fraud, days before it disputes it:
 * https://docs.stripe.com/api/radar/early_fraud_warnings, https://docs.stripe.com/disputes/measuring
 */
export function warnOfFraud(account: Account, intentId: string): FraudWarning {
  const { ledger } = account;
  const intent = ledger.intents.get(intentId);
  if (!intent) throw missingResource('payment_intent', intentId, 'payment_intent');
  const charge = ledger.charges.get(String(intent.latest_charge));
  if (charge?.status !== 'succeeded') throw invalidRequest('There is no successful charge to warn of.');
  const warning: FraudWarning = {
    id: identifier('issfr_1'),
    object: 'radar.early_fraud_warning',
    actionable: !charge.disputed && !charge.refunded,
    charge: charge.id,
    created: seconds(account),
    fraud_type: 'unauthorized_use_of_card',
    livemode: false,
    payment_intent: intentId,
  };
  ledger.warnings.set(warning.id, warning);
  recordEvent(account, 'radar.early_fraud_warning.created', warning, noRequest);
  return warning;
}
