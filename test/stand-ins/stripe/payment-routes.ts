import { pageAnswer, redirectAnswer } from '../http/markup.ts';
import type { Answer, Call } from '../http/serve.ts';
import type { Account } from './account.ts';
import { findSession } from './expire-session.ts';
import type { SessionRecord } from './ledger.ts';
import { endChallenge, type PaymentOutcome, payWithBankDebit, payWithCard } from './pay-session.ts';
import { emptyForm, formOf, type PaymentForm, readForm } from './payment-form.ts';
import { challengePage, expiredPage, paidPage, paymentPage, unknownPage } from './payment-page.ts';
import { isRedacted } from './redaction-jobs.ts';

const payPath = /^\/c\/pay\/([^/]+)(\/authenticate)?$/;

/** The hosted pages under /c/pay; null when the address is not one of them. */
export function answerPaymentPage(account: Account, call: Call, fingerprintKey: string): Answer | null {
  const [whole, id = '', authenticate] = payPath.exec(call.url.pathname) ?? [];
  if (whole === undefined) return null;
  if (!account.ledger.sessions.has(id) || isRedacted(account.ledger, id)) return pageAnswer(404, unknownPage());
  const record = findSession(account, id);
  const { session } = record;
  if (session.status === 'expired') return pageAnswer(410, expiredPage(account, record));
  if (session.status === 'complete') return pageAnswer(200, paidPage(account, record, successAddress(record)));
  if (authenticate) return answerChallenge(account, record, call);
  if (call.method !== 'POST') return pageAnswer(200, paymentPage(account, record, { form: emptyForm(), errors: {} }));
  return pay(account, record, call, fingerprintKey);
}

function pay(account: Account, record: SessionRecord, call: Call, fingerprintKey: string): Answer {
  const read = readForm(account, record.session, call.body.toString('utf8'), fingerprintKey);
  if (read.kind === 'mistakes') return pageAnswer(422, paymentPage(account, record, read));
  const { collected, paying } = read;
  const outcome =
    'judged' in paying
      ? payWithCard(account, record, collected, paying.judged)
      : payWithBankDebit(account, record, collected, paying.bank);
  return answerOutcome(account, record, outcome, read.form);
}

function answerChallenge(account: Account, record: SessionRecord, call: Call): Answer {
  if (!record.challenge) return redirectAnswer(`/c/pay/${record.session.id}`);
  if (call.method !== 'POST') return pageAnswer(200, challengePage(account, record));
  const passed = new URLSearchParams(call.body.toString('utf8')).get('outcome') === 'complete';
  const { collected } = record.challenge.payment;
  const outcome = endChallenge(account, record, passed);
  if (outcome === 'no-challenge') return redirectAnswer(`/c/pay/${record.session.id}`);
  return answerOutcome(account, record, outcome, formOf(collected));
}

function answerOutcome(account: Account, record: SessionRecord, outcome: PaymentOutcome, form: PaymentForm): Answer {
  switch (outcome.kind) {
    case 'complete':
      return redirectAnswer(successAddress(record));
    case 'authenticate':
      return redirectAnswer(`/c/pay/${record.session.id}/authenticate`);
    case 'declined':
      return pageAnswer(402, paymentPage(account, record, { form, errors: {}, declined: outcome.decline.message }));
  }
}

/** https://docs.stripe.com/payments/checkout/custom-success-page; what follows a # stays where it is. */
function successAddress({ session }: SessionRecord): string {
  return (session.success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}
