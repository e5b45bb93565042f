import { expect, test } from 'vitest';
import { currencies } from '../../src/catalog/money.ts';
import { paymentMeansIn, paymentMeansInWords } from '../../src/catalog/payment-means.ts';

test('a card pays in every currency, and a bank debit in its own', () => {
  for (const currency of currencies) expect(paymentMeansIn(currency)[0]).toBe('card');
  expect(paymentMeansIn('EUR')).toEqual(['card', 'sepa_debit']);
  expect(paymentMeansIn('JPY')).toEqual(['card']);
});

test('what is offered in some currency is named, with the currency where it is not all', () => {
  const offered = new Set(currencies.flatMap((currency) => paymentMeansIn(currency)));
  expect(paymentMeansInWords()).toHaveLength(offered.size);
  expect(paymentMeansInWords()).toEqual([
    'credit or debit card',
    'SEPA Direct Debit (Euro)',
    'Bacs Direct Debit (Pound sterling)',
    'ACH Direct Debit (US dollar)',
  ]);
});
