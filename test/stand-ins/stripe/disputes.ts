import type Stripe from 'stripe';
import { type Account, noRequest, seconds } from './account.ts';
import { invalidRequest, missingResource } from './errors.ts';
import { recordEvent } from './events.ts';
import { identifier } from './identifiers.ts';
import { isRedacted } from './redaction-jobs.ts';

/** What Stripe's answers have of a dispute, without its evidence. https://docs.stripe.com/api/disputes/object */
export interface Dispute {
  readonly id: string;
  readonly object: 'dispute';
  readonly amount: number;
  readonly balance_transactions: readonly never[];
  readonly charge: string;
  readonly created: number;
  readonly currency: string;
  readonly evidence: Readonly<Record<string, null>>;
  readonly evidence_details: {
    readonly due_by: number;
    readonly has_evidence: false;
    readonly past_due: false;
    readonly submission_count: 0;
  };
  is_charge_refundable: boolean;
  readonly livemode: false;
  readonly metadata: Readonly<Record<string, string>>;
  readonly payment_intent: string | null;
  readonly reason: string;
  status: 'lost' | 'needs_response' | 'under_review' | 'warning_closed' | 'warning_needs_response' | 'won';
}

const daysToAnswer = 7;

/** A bank calls a payment into question, or first asks about it: https://docs.stripe.com/disputes/how-disputes-work */
export function openDispute(account: Account, intentId: string, kind: 'dispute' | 'inquiry'): Dispute {
  const charge = chargeOf(account, intentId);
  const created = seconds(account);
  const dispute: Dispute = {
    id: identifier('du_1'),
    object: 'dispute',
    amount: charge.amount_captured - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    evidence: {},
    evidence_details: {
      due_by: created + daysToAnswer * 24 * 60 * 60,
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    // What is only asked about may still be paid back, and that ends it.
    is_charge_refundable: kind === 'inquiry',
    livemode: false,
    metadata: {},
    payment_intent: intentId,
    reason: 'fraudulent',
    status: kind === 'inquiry' ? 'warning_needs_response' : 'needs_response',
  };
  account.ledger.disputes.set(dispute.id, dispute);
  charge.disputed = true;
  recordEvent(account, 'charge.dispute.created', dispute, noRequest);
  return dispute;
}

/** The house has answered, or the bank has decided. A redacted payment loses: there is nothing to show for it. */
export function moveDispute(account: Account, id: string, to: 'closed' | 'lost' | 'under_review' | 'won'): Dispute {
  const dispute = account.ledger.disputes.get(id);
  if (!dispute) throw missingResource('dispute', id, 'dispute');
  const isInquiry = dispute.status.startsWith('warning_');
  if (to === 'closed' && !isInquiry) throw invalidRequest('Only an inquiry is closed; a dispute is won or lost.');
  const before = { status: dispute.status };
  const isLost = to === 'lost' || (to === 'won' && isRedacted(account.ledger, dispute.charge));
  dispute.status = to === 'closed' ? 'warning_closed' : isLost ? 'lost' : to;
  recordEvent(account, 'charge.dispute.updated', dispute, noRequest, before);
  if (to !== 'under_review') recordEvent(account, 'charge.dispute.closed', dispute, noRequest);
  return dispute;
}

/** What is in question, or was charged back, is not paid back once more. */
export function refuseDisputed({ ledger }: Account, charge: Stripe.Charge): void {
  const inTheWay = [...ledger.disputes.values()].some(
    (dispute) => dispute.charge === charge.id && !dispute.is_charge_refundable && dispute.status !== 'won',
  );
  if (inTheWay) {
    throw invalidRequest(`The charge ${charge.id} has been charged back.`, { code: 'charge_disputed' });
  }
}

function chargeOf({ ledger }: Account, intentId: string): Stripe.Charge {
  const intent = ledger.intents.get(intentId);
  if (!intent) throw missingResource('payment_intent', intentId, 'payment_intent');
  const charge = ledger.charges.get(String(intent.latest_charge));
  if (charge?.status !== 'succeeded') throw invalidRequest('There is no successful charge to dispute.');
  return charge;
}
