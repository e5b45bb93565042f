import { z } from 'zod';
import { shippingCountries } from '../countries.ts';
import {
  boolean,
  created,
  currency,
  email,
  emptyable,
  expand,
  integer,
  metadata,
  page,
  refuse,
  text,
  webAddress,
} from './fields.ts';

/**
 * Parameters of https://docs.stripe.com/api/checkout/sessions/create (2026-10-28.endive) that the stand-in acts out.
 */
const message = emptyable(z.strictObject({ message: text(1200) })).optional();
const taxBehavior = z.enum(['exclusive', 'inclusive', 'unspecified']).optional();
const deliveryTime = z.strictObject({
  unit: z.enum(['business_day', 'day', 'hour', 'month', 'week']),
  value: integer(1),
});

const productData = z.strictObject({
  name: text(),
  description: text(40_000).optional(),
  images: z.array(webAddress).max(8).optional(),
  metadata: metadata.optional(),
  tax_code: text(100).optional(),
  unit_label: text(12).optional(),
});

const priceData = z.strictObject({
  currency,
  product: text().optional(),
  product_data: productData.optional(),
  tax_behavior: taxBehavior,
  unit_amount: integer(0).optional(),
});

const lineItem = z.strictObject({
  price: text().optional(),
  price_data: priceData.optional(),
  quantity: integer(1, 999_999),
  metadata: metadata.optional(),
});

const shippingOption = z.strictObject({
  shipping_rate: text().optional(),
  shipping_rate_data: z
    .strictObject({
      display_name: text(100),
      type: z.literal('fixed_amount').optional(),
      fixed_amount: z.strictObject({ amount: integer(0), currency }),
      delivery_estimate: z
        .strictObject({ minimum: deliveryTime.optional(), maximum: deliveryTime.optional() })
        .optional(),
      metadata: metadata.optional(),
      tax_behavior: taxBehavior,
      tax_code: text(100).optional(),
    })
    .optional(),
});

const shippingCountry = z.string().superRefine((value, issues) => {
  if (!shippingCountries.has(value)) refuse(issues, `'${value}' is not a country that Checkout can ship to.`);
});

const locales =
  'auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW'.split(
    ' ',
  );

export const createSessionParameters = z.strictObject({
  adaptive_pricing: z.strictObject({ enabled: boolean.optional() }).optional(),
  allowed_payment_method_types: z
    .array(z.enum(['card', 'sepa_debit', 'bacs_debit', 'us_bank_account']))
    .min(1)
    .optional(),
  billing_address_collection: z.enum(['auto', 'required']).optional(),
  cancel_url: webAddress.optional(),
  client_reference_id: text(200).optional(),
  consent_collection: z
    .strictObject({
      payment_method_reuse_agreement: z.strictObject({ position: z.enum(['auto', 'hidden']) }).optional(),
      promotions: z.enum(['auto', 'none']).optional(),
      terms_of_service: z.enum(['none', 'required']).optional(),
    })
    .optional(),
  currency: currency.optional(),
  custom_text: z
    .strictObject({
      after_submit: message,
      shipping_address: message,
      submit: message,
      terms_of_service_acceptance: message,
    })
    .optional(),
  customer: text().optional(),
  customer_creation: z.enum(['always', 'if_required']).optional(),
  customer_email: email.optional(),
  expand,
  expires_at: integer(0).optional(),
  integration_identifier: text(200).optional(),
  line_items: z.array(lineItem).min(1).max(100),
  locale: z.enum(locales).optional(),
  metadata: metadata.optional(),
  mode: z.enum(['payment', 'setup', 'subscription']),
  origin_context: z.enum(['mobile_app', 'web']).optional(),
  payment_intent_data: z
    .strictObject({
      capture_method: z.enum(['automatic', 'automatic_async', 'manual']).optional(),
      description: text(1000).optional(),
      metadata: metadata.optional(),
      receipt_email: email.optional(),
      statement_descriptor: text(22).optional(),
      statement_descriptor_suffix: text(22).optional(),
    })
    .optional(),
  phone_number_collection: z.strictObject({ enabled: boolean }).optional(),
  shipping_address_collection: z.strictObject({ allowed_countries: z.array(shippingCountry).min(1) }).optional(),
  shipping_options: z
    .array(shippingOption)
    .superRefine((options, issues) => {
      if (options.length > 5) refuse(issues, `There are ${options.length} shipping options; at most 5 are taken.`);
    })
    .optional(),
  submit_type: z.enum(['auto', 'book', 'donate', 'pay', 'subscribe']).optional(),
  success_url: webAddress,
  ui_mode: z.enum(['elements', 'embedded_page', 'form', 'hosted_page']).optional(),
});

export type CreateSessionParameters = z.output<typeof createSessionParameters>;

/** Known to Stripe for this call, not acted out here. */
export const unsupportedSessionParameters: ReadonlySet<string> = new Set([
  'after_expiration',
  'allow_promotion_codes',
  'automatic_tax',
  'branding_settings',
  'custom_fields',
  'customer_account',
  'customer_update',
  'discounts',
  'excluded_payment_method_types',
  'invoice_creation',
  'managed_payments',
  'name_collection',
  'optional_items',
  'payment_method_collection',
  'payment_method_configuration',
  'payment_method_data',
  'payment_method_options',
  'permissions',
  'redirect_on_completion',
  'return_url',
  'saved_payment_method_options',
  'setup_intent_data',
  'subscription_data',
  'tax_id_collection',
  'wallet_options',
]);

export const listSessionsParameters = z.strictObject({
  ...page,
  created: created.optional(),
  customer: text().optional(),
  customer_details: z.strictObject({ email: text() }).optional(),
  payment_intent: text().optional(),
  status: z.enum(['complete', 'expired', 'open']).optional(),
});

export const expandOnly = z.strictObject({ expand });
export const pageOnly = z.strictObject(page);
