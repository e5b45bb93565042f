import { phrase, say } from '../words/say.ts';
import { currencyName } from './currency-names.ts';
import { type Currency, currencies } from './money.ts';

/**
 * The ways to pay that the house takes. Stripe's page offers these and no others, and the pages name them before an
 * order begins: Directive 2011/83/EU, Art. 8(3). What is offered depends on the currency alone, never on where
 * somebody lives or where a card was issued: Regulation (EU) 2018/302, Art. 5.
 *
 * The names are Stripe's: docs.stripe.com/api/checkout/sessions/create#create_checkout_session-allowed_payment_method_types.
 * It lets pass what the account has switched on, so each has to be switched on there.
 */
const paymentMeans = {
  card: { words: phrase`credit or debit card`, currencies },
  sepa_debit: { words: phrase`SEPA Direct Debit`, currencies: ['EUR'] },
  bacs_debit: { words: phrase`Bacs Direct Debit`, currencies: ['GBP'] },
  us_bank_account: { words: phrase`ACH Direct Debit`, currencies: ['USD'] },
} as const satisfies Record<string, { readonly words: string; readonly currencies: readonly Currency[] }>;

export type PaymentMeans = keyof typeof paymentMeans;

const all = Object.keys(paymentMeans) as readonly PaymentMeans[];

/** A card first. */
export function paymentMeansIn(currency: Currency): readonly PaymentMeans[] {
  return all.filter((means) => currenciesOf(means).includes(currency));
}

/** "credit or debit card", "SEPA Direct Debit (Euro)". */
export function paymentMeansInWords(): readonly string[] {
  return all.map((means) => {
    const { words } = paymentMeans[means];
    const taken = currenciesOf(means);
    if (taken.length === currencies.length) return say(words);
    return say`${say(words)} (${taken.map(currencyName).join(', ')})`;
  });
}

function currenciesOf(means: PaymentMeans): readonly Currency[] {
  return paymentMeans[means].currencies;
}
