import { expect, test } from 'vitest';
import { litSignals, mostAttempts, type PaidOrder } from '../../functions/fraud/signals.ts';
import { currencies, toMinor } from '../../src/catalog/money.ts';
import { fraudReasons, fraudWords } from '../../src/orders/fraud-reasons.ts';

const plain: PaidOrder = { ipCountry: 'FR', destination: 'FR', attempts: 1, currency: 'EUR', totalMinor: 485_000 };

test('an order like any other has no sign', () => {
  expect(litSignals(plain)).toEqual([]);
});

test.each([
  ['FR', 'FR', false],
  ['US', 'FR', true],
  ['T1', 'FR', true],
  // Where the host knows nothing, nothing is said.
  ['XX', 'FR', false],
])('ordered in %s for %s: %s', (ipCountry, destination, isLit) => {
  expect(litSignals({ ...plain, ipCountry, destination })).toEqual(isLit ? ['country'] : []);
});

test('five checkouts of an address in a day are none, and a sixth is', () => {
  expect(litSignals({ ...plain, attempts: mostAttempts })).toEqual([]);
  expect(litSignals({ ...plain, attempts: mostAttempts + 1 })).toEqual(['attempts']);
  expect(fraudWords.attempts).toContain('More than five');
  expect(mostAttempts).toBe(5);
});

test('its value is one above 20,000 euro, and not at it', () => {
  expect(litSignals({ ...plain, totalMinor: 2_000_000 })).toEqual([]);
  expect(litSignals({ ...plain, totalMinor: 2_000_001 })).toEqual(['value']);
});

test.each(currencies)('in %s it needs more than the price of a piece too', (currency) => {
  expect(litSignals({ ...plain, currency, totalMinor: toMinor(14_800, currency) })).toEqual([]);
  expect(litSignals({ ...plain, currency, totalMinor: toMinor(4_000_000, currency) })).toEqual(['value']);
});

test('each sign is said by itself: two of them are two, and no more follows from that', () => {
  const all = { ...plain, ipCountry: 'US', attempts: 100, totalMinor: 100_000_000 };
  expect(litSignals(all)).toEqual(['country', 'attempts', 'value']);
});

test('every reason has its words, and none of them says that it is fraud', () => {
  for (const reason of fraudReasons) expect(fraudWords[reason]).toMatch(/\.$/);
  expect(Object.values(fraudWords).join(' ')).not.toMatch(/is fraud\b(?!\.)|criminal|thief|stolen/i);
});
