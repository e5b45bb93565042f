/** A way to pay that is confirmed days later, with the test account that Stripe documents for it. */
export interface DelayedMethod {
  readonly type: 'sepa_debit' | 'bacs_debit' | 'us_bank_account';
  readonly currency: string;
  readonly label: string;
  readonly accountLabel: string;
  readonly testAccount: string;
}

/** https://docs.stripe.com/testing#non-card-payments */
export const delayedMethods: readonly DelayedMethod[] = [
  {
    type: 'sepa_debit',
    currency: 'eur',
    label: 'Bank debit (SEPA)',
    accountLabel: 'IBAN',
    testAccount: 'AT611904300234573201',
  },
  {
    type: 'bacs_debit',
    currency: 'gbp',
    label: 'Bank debit (Bacs)',
    accountLabel: 'Account number',
    testAccount: '00012345',
  },
  {
    type: 'us_bank_account',
    currency: 'usd',
    label: 'Bank debit (ACH)',
    accountLabel: 'Account number',
    testAccount: '000123456789',
  },
];

/** What a session offers when it names no method: a card, and the bank debit of its currency. */
export function defaultMethods(currency: string): string[] {
  return ['card', ...delayedMethods.filter((method) => method.currency === currency).map(({ type }) => type)];
}
