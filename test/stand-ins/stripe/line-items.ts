import type Stripe from 'stripe';
import { type Account, seconds } from './account.ts';
import { identifier } from './identifiers.ts';
import type { WireLineItem } from './ledger.ts';
import type { CreateSessionParameters } from './parameters/session-parameters.ts';

type ProductData = NonNullable<
  NonNullable<CreateSessionParameters['line_items'][number]['price_data']>['product_data']
>;
type RateData = NonNullable<NonNullable<CreateSessionParameters['shipping_options']>[number]['shipping_rate_data']>;

/** Products and prices made in passing by `price_data` are inactive: they serve this session only. */
export function storedProduct(account: Account, data: ProductData): Stripe.Product {
  const created = seconds(account);
  return {
    id: identifier('prod_', 14),
    object: 'product',
    active: false,
    created,
    default_price: null,
    description: data.description ?? null,
    images: [...(data.images ?? [])],
    livemode: false,
    marketing_features: [],
    metadata: data.metadata ?? {},
    name: data.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: data.tax_code ?? null,
    tax_details: null,
    type: 'service',
    unit_label: data.unit_label ?? null,
    updated: created,
    url: null,
  };
}

interface Line {
  readonly currency: string;
  /** Minor units. */
  readonly unitAmount: number;
  readonly quantity: number;
  readonly product: Stripe.Product;
  readonly taxBehavior: string | null;
  readonly metadata?: Record<string, string> | undefined;
}

export function lineItem(account: Account, line: Line): WireLineItem {
  const total = line.unitAmount * line.quantity;
  return {
    id: identifier('li_1'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency: line.currency,
    description: line.product.name,
    metadata: line.metadata ?? {},
    price: {
      id: identifier('price_1'),
      object: 'price',
      active: false,
      billing_scheme: 'per_unit',
      created: seconds(account),
      currency: line.currency,
      custom_unit_amount: null,
      livemode: false,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: line.product.id,
      recurring: null,
      tax_behavior: line.taxBehavior ?? 'unspecified',
      tiers_mode: null,
      transform_quantity: null,
      type: 'one_time',
      unit_amount: line.unitAmount,
      unit_amount_decimal: String(line.unitAmount),
    },
    quantity: line.quantity,
  };
}

export function shippingRate(account: Account, data: RateData): Stripe.ShippingRate {
  return {
    id: identifier('shr_1'),
    object: 'shipping_rate',
    active: true,
    created: seconds(account),
    delivery_estimate: data.delivery_estimate
      ? { minimum: data.delivery_estimate.minimum ?? null, maximum: data.delivery_estimate.maximum ?? null }
      : null,
    display_name: data.display_name,
    fixed_amount: { amount: data.fixed_amount.amount, currency: data.fixed_amount.currency },
    livemode: false,
    metadata: data.metadata ?? {},
    tax_behavior: data.tax_behavior ?? 'unspecified',
    tax_code: data.tax_code ?? null,
    type: 'fixed_amount',
  };
}
