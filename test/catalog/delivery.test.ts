import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { countryName, deliveryOptions, deliveryZones, servedCountries } from '../../src/catalog/delivery.ts';
import { deliveryPriceMinor } from '../../src/catalog/delivery-price.ts';
import { currencies } from '../../src/catalog/money.ts';

/** What Stripe's hosted page refuses to ship to. Source: docs.stripe.com/api/checkout/sessions/create, allowed_countries. */
const refusedByStripe = [
  'AS',
  'CX',
  'CC',
  'CU',
  'HM',
  'IR',
  'KP',
  'MH',
  'FM',
  'NF',
  'MP',
  'PW',
  'SD',
  'SY',
  'UM',
  'VI',
];

describe('delivery', () => {
  it('serves each country once, under an ISO code that Stripe accepts', () => {
    expect(servedCountries.length).toBeGreaterThan(45);
    expect(new Set(servedCountries).size).toBe(servedCountries.length);
    for (const country of servedCountries) {
      expect(country satisfies Stripe.Checkout.SessionCreateParams.ShippingAddressCollection.AllowedCountry).toMatch(
        /^[A-Z]{2}$/,
      );
      expect(countryName(country), country).not.toBe(country);
      expect(refusedByStripe).not.toContain(country);
    }
  });

  it.each(servedCountries)('offers %s between one and five ways, complete in every currency', (country) => {
    const options = deliveryOptions(country) ?? [];
    expect(options.length).toBeGreaterThanOrEqual(1);
    // Stripe shows at most five.
    expect(options.length).toBeLessThanOrEqual(5);
    expect(new Set(options.map(({ id }) => id)).size).toBe(options.length);
    for (const option of options) {
      expect(option.name.startsWith(option.carrier)).toBe(true);
      expect(option.daysFrom).toBeGreaterThan(0);
      expect(option.daysTo).toBeGreaterThanOrEqual(option.daysFrom);
      for (const currency of currencies) {
        expect(Number.isSafeInteger(option.prices[currency])).toBe(true);
        expect(option.prices[currency]).toBeGreaterThan(0);
        expect(option.freeFrom[currency]).toBeGreaterThan(option.prices[currency]);
      }
    }
  });

  it('puts the cheapest way first', () => {
    for (const { name, options } of deliveryZones()) {
      for (const currency of currencies) {
        expect(options[0]?.prices[currency], `${name} ${currency}`).toBe(
          Math.min(...options.map(({ prices }) => prices[currency])),
        );
      }
    }
  });

  it('names DHL and FedEx in every zone', () => {
    for (const { name, options } of deliveryZones()) {
      expect(new Set(options.map(({ carrier }) => carrier)), name).toEqual(new Set(['DHL', 'FedEx']));
    }
  });

  it.each(['RU', 'BR', 'KP', 'XX', '', 'fr', 'EU', 'AT BE'])('says that the house does not ship to "%s"', (country) => {
    expect(deliveryOptions(country)).toBeUndefined();
  });

  it('is free from the threshold, and not a unit below', () => {
    const option = deliveryOptions('JP')?.find(({ id }) => id === 'dhl-express');
    if (!option) throw new Error('Japan has no DHL Express.');
    const { freeFrom, prices } = option;
    expect(deliveryPriceMinor(option, 'JPY', freeFrom.JPY - 1)).toBe(prices.JPY);
    expect(deliveryPriceMinor(option, 'JPY', freeFrom.JPY)).toBe(0);
    expect(deliveryPriceMinor(option, 'EUR', 0)).toBe(prices.EUR);
  });

  it('counts yen in yen and euro in cents', () => {
    const [cheapest] = deliveryOptions('JP') ?? [];
    expect(cheapest?.prices.JPY).toBe(6000);
    expect(cheapest?.prices.EUR).toBe(3800);
  });

  it("says a country's name in the reader's language, and the code where there is none", () => {
    expect(countryName('JP')).toBe('Japan');
    expect(countryName('CH', 'de')).toBe('Schweiz');
    expect(countryName('QZ')).toBe('QZ');
  });
});
