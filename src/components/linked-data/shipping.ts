import type { OfferShippingDetails } from 'schema-dts';
import { type DeliveryOption, deliveryZones, firstChoice } from '../../catalog/delivery.ts';
import { deliveryPriceMinor } from '../../catalog/delivery-price.ts';
import { decimalAmount, houseCurrency } from '../../catalog/money.ts';
import type { Piece } from '../../catalog/read-pieces.ts';
import type { Variant } from '../../catalog/variants.ts';

/** What delivery of one piece costs and how long it takes, zone by zone: for each the way that the bag begins with. */

export interface Shipping {
  readonly nodes: readonly Exclude<OfferShippingDetails, string>[];
  /** The names of the nodes that hold for a variant: from a price on, delivery is free. */
  namesFor(variant: Pick<Variant, 'prices'>): readonly string[];
}

export function shippingOf(piece: Pick<Piece, 'variants' | 'madeToOrder'>): Shipping {
  const nodes = new Map<string, Exclude<OfferShippingDetails, string>>();
  const namesFor = ({ prices }: Pick<Variant, 'prices'>) =>
    deliveryZones().flatMap(({ countries, options }, place) => {
      const option = firstChoice(options, houseCurrency, prices[houseCurrency]);
      if (!option) return [];
      const costMinor = deliveryPriceMinor(option, houseCurrency, prices[houseCurrency]);
      const name = `#zone-${place + 1}${costMinor === 0 ? '-free' : ''}`;
      nodes.set(name, detailsOf(name, { countries, option, costMinor }, piece));
      return name;
    });
  for (const variant of piece.variants) namesFor(variant);
  return { nodes: [...nodes.values()], namesFor };
}

function detailsOf(
  name: string,
  {
    countries,
    option,
    costMinor,
  }: {
    readonly countries: readonly string[];
    readonly option: DeliveryOption;
    readonly costMinor: number;
  },
  { madeToOrder }: Pick<Piece, 'madeToOrder'>,
): Exclude<OfferShippingDetails, string> {
  const [least, most] = madeToOrder ? [madeToOrder.weeks * 7, madeToOrder.weeks * 7] : [0, 1];
  return {
    '@type': 'OfferShippingDetails',
    '@id': name,
    shippingRate: {
      '@type': 'MonetaryAmount',
      value: decimalAmount(costMinor, houseCurrency),
      currency: houseCurrency,
    },
    shippingDestination: countries.map((country) => ({ '@type': 'DefinedRegion', addressCountry: country })),
    deliveryTime: {
      '@type': 'ShippingDeliveryTime',
      handlingTime: days(least, most),
      transitTime: days(option.daysFrom, option.daysTo),
    },
  };
}

/** UN/CEFACT's code of a day. */
function days(minValue: number, maxValue: number) {
  return { '@type': 'QuantitativeValue', minValue, maxValue, unitCode: 'DAY' } as const;
}
