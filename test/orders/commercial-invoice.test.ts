import { describe, expect, test } from 'vitest';
import { servedCountries } from '../../src/catalog/delivery.ts';
import { readPieces } from '../../src/catalog/read-catalog.ts';
import { commercialInvoice } from '../../src/orders/commercial-invoice.ts';
import { rateInWords, saleTax, taxWithin } from '../../src/orders/sale-tax.ts';

const facts = new Map([
  ['MER-STEEL', { customsCode: '910229', madeIn: 'CH', weightGrams: 620 }],
  ['PAS-BLACK', { customsCode: '420231', madeIn: 'ES', weightGrams: 190 }],
]);
const line = (sku: string, quantity: number, unitMinor: number) => ({
  position: 0,
  sku,
  name: 'Meridian 38',
  variant: 'Steel',
  quantity,
  unitMinor,
  remaining: quantity,
  refunded: 0,
  restocked: 0,
});
const order = (country: string, lines = [line('MER-STEEL', 1, 420_000), line('PAS-BLACK', 2, 29_000)]) => ({
  currency: 'EUR' as const,
  lines,
  deliveryMinor: 2_500,
  totalMinor: lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 2_500),
  customer: { name: '', phone: '', line1: '', line2: '', city: '', region: '', postcode: '75002', country },
});

describe('the commercial invoice', () => {
  test('has each piece with code, origin, value and weight, and sums them', () => {
    const invoice = commercialInvoice(order('JP'), facts);
    expect(invoice.lines[0]).toEqual({
      sku: 'MER-STEEL',
      description: 'Meridian 38, Steel',
      customsCode: '910229',
      madeIn: 'CH',
      quantity: 1,
      unitMinor: 420_000,
      valueMinor: 420_000,
      weightGrams: 620,
    });
    expect(invoice).toMatchObject({ goodsMinor: 478_000, totalMinor: 480_500, weightGrams: 1_000 });
  });

  test.each(['GB', 'CH', 'US', 'JP', 'AE'])(
    'for %s is an export without VAT, duty being the recipient’s',
    (country) => {
      const { tax, notes } = commercialInvoice(order(country), facts);
      expect(tax).toBeUndefined();
      expect(notes.join()).toMatch(/Art\. 146\(1\)/);
      expect(notes.join()).toMatch(/DAP/);
    },
  );

  test.each([
    ['FR', '20 %', 80_083],
    ['FI', '25.5 %', 97_631],
    ['MC', '20 %', 80_083],
  ])('for %s says that VAT at %s is in the total', (country, rate, minor) => {
    const { tax, notes } = commercialInvoice(order(country), facts);
    expect(tax).toEqual({ words: `VAT at ${rate}`, minor });
    expect(notes.join()).not.toMatch(/Export/);
  });

  test('for Northern Ireland is a sale under the Union’s rules, and for the rest of the kingdom is not', () => {
    const to = (postcode: string) => ({ ...order('GB'), customer: { ...order('GB').customer, postcode } });
    expect(commercialInvoice(to('BT1 5GS'), facts).notes.join()).toContain('Northern Ireland');
    expect(commercialInvoice(to('SW1A 1AA'), facts).tax).toBeUndefined();
  });

  test('of £135 or less to the kingdom warns that its VAT is the seller’s', () => {
    const cheap = { ...order('GB', [line('PAS-BLACK', 1, 13_500)]), currency: 'GBP' as const };
    expect(commercialInvoice(cheap, facts).notes.join()).toContain('£135');
    const dear = { ...order('GB', [line('PAS-BLACK', 1, 13_501)]), currency: 'GBP' as const };
    expect(commercialInvoice(dear, facts).notes.join()).not.toContain('£135');
  });

  test('leaves open what the catalogue knows no more, and claims no weight', () => {
    const invoice = commercialInvoice(order('JP', [line('GONE-1', 1, 100)]), facts);
    expect(invoice.lines[0]).toMatchObject({ customsCode: '', madeIn: '' });
    expect(invoice.weightGrams).toBeUndefined();
  });
});

test('every country that is delivered to is a sale with VAT or an export, and the Union’s are 28 with Monaco', () => {
  const inside = servedCountries.filter((country) => saleTax(country, '').kind === 'vat');
  expect(inside).toHaveLength(28);
  expect(servedCountries.filter((country) => saleTax(country, '').kind === 'export')).toContain('GB');
});

test('tax within a price and what is left of it make the price', () => {
  expect(taxWithin(12_000, 2_000)).toBe(2_000);
  expect(taxWithin(1, 2_000)).toBe(0);
  expect(taxWithin(0, 2_550)).toBe(0);
  expect(rateInWords(2_550)).toBe('25.5 %');
});

test('every piece has a customs code and a country of origin', async () => {
  const pieces = await readPieces();
  expect(pieces).toHaveLength(16);
  for (const { piece } of pieces) {
    expect(piece.customsCode).toMatch(/^\d{6}/);
    expect(piece.madeIn).toMatch(/^[A-Z]{2}$/);
  }
});
