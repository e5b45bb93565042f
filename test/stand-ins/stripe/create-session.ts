import type Stripe from 'stripe';
import { type Account, seconds } from './account.ts';
import { decimalDigits, maximumChargeMinor, minimumCharge } from './currencies.ts';
import { invalidRequest, missingResource, notActedOut } from './errors.ts';
import { identifier } from './identifiers.ts';
import type { SessionRecord, WireLineItem } from './ledger.ts';
import { lineItem, shippingRate, storedProduct } from './line-items.ts';
import type { CreateSessionParameters } from './parameters/session-parameters.ts';
import { defaultMethods } from './payment-methods.ts';
import { newSession } from './session-object.ts';

const shortestSeconds = 30 * 60;
const longestSeconds = 24 * 60 * 60;

/** A session that is checked through and not yet stored: nothing has happened when a check refuses. */
export interface PreparedSession {
  readonly record: SessionRecord;
  readonly products: readonly Stripe.Product[];
  readonly rates: readonly Stripe.ShippingRate[];
}

/** Checks what a schema alone cannot: https://docs.stripe.com/api/checkout/sessions/create */
export function prepareSession(account: Account, parameters: CreateSessionParameters): PreparedSession {
  refuseOtherModes(parameters);
  const currency = oneCurrency(parameters);
  const expiresAt = expiry(account, parameters.expires_at);
  refuseCustomer(account, parameters);
  const products: Stripe.Product[] = [];
  const lines = parameters.line_items.map((line, index): WireLineItem => {
    const { product_data: productData, unit_amount: unitAmount } = line.price_data ?? {};
    if (line.price !== undefined) throw missingResource('price', line.price, `line_items[${index}][price]`);
    if (!productData) throw missing(`line_items[${index}][price_data][product_data]`);
    if (unitAmount === undefined) throw missing(`line_items[${index}][price_data][unit_amount]`);
    const product = storedProduct(account, productData);
    products.push(product);
    return lineItem(account, {
      ...line,
      currency,
      unitAmount,
      product,
      taxBehavior: line.price_data?.tax_behavior ?? null,
    });
  });
  const rates = (parameters.shipping_options ?? []).map((option, index) => {
    if (option.shipping_rate)
      throw missingResource('shipping_rate', option.shipping_rate, `shipping_options[${index}][shipping_rate]`);
    if (!option.shipping_rate_data) throw missing(`shipping_options[${index}][shipping_rate_data]`);
    return shippingRate(account, option.shipping_rate_data);
  });
  refuseAmounts(lines, rates, currency);
  const methods = paymentMethods(parameters, currency);
  const session = newSession(account, {
    parameters,
    currency,
    expiresAt,
    lines,
    rates,
    methods,
    id: identifier('cs_test_a1', 56),
  });
  return {
    record: { session, lines, intentParameters: intentParameters(parameters), challenge: null },
    products,
    rates,
  };
}

export function storeSession(account: Account, { record, products, rates }: PreparedSession): Stripe.Checkout.Session {
  for (const product of products) account.ledger.products.set(product.id, product);
  for (const rate of rates) account.ledger.shippingRates.set(rate.id, rate);
  account.ledger.sessions.set(record.session.id, record);
  account.changed();
  return record.session;
}

function missing(param: string) {
  return invalidRequest(`The parameter ${param} is required.`, { code: 'parameter_missing', param });
}

function refuseOtherModes({ mode, ui_mode: uiMode, payment_intent_data: intent }: CreateSessionParameters): void {
  if (mode !== 'payment') throw notActedOut('mode', `The stand-in knows the mode 'payment' only, not '${mode}'.`);
  if (uiMode !== undefined && uiMode !== 'hosted_page') {
    throw notActedOut('ui_mode', `The stand-in knows 'hosted_page' only, not '${uiMode}'.`);
  }
  if (intent?.capture_method === 'manual') throw notActedOut('payment_intent_data[capture_method]');
}

function oneCurrency(parameters: CreateSessionParameters): string {
  const found = new Set<string>();
  if (parameters.currency) found.add(parameters.currency);
  for (const line of parameters.line_items) {
    if (line.price === undefined && !line.price_data)
      throw missing(`line_items[${parameters.line_items.indexOf(line)}][price_data]`);
    if (line.price_data) found.add(line.price_data.currency);
  }
  for (const option of parameters.shipping_options ?? []) {
    if (option.shipping_rate_data) found.add(option.shipping_rate_data.fixed_amount.currency);
  }
  const [currency, another] = found;
  if (another !== undefined) {
    throw invalidRequest(`One session has one currency; this one has ${[...found].join(' and ')}.`, {
      param: 'line_items',
    });
  }
  if (currency === undefined) throw missing('currency');
  return currency;
}

/**
 * Stripe counts the 30 minutes from the moment at which it makes the session, so a caller that asks for exactly 30 is
 * refused as soon as the request takes it into the next second.
 */
function expiry(account: Account, expiresAt: number | undefined): number {
  const now = seconds(account);
  if (expiresAt === undefined) return now + longestSeconds;
  if (expiresAt < now + shortestSeconds) {
    throw invalidRequest('expires_at must be at least 30 minutes after the session is created.', {
      param: 'expires_at',
    });
  }
  if (expiresAt > now + longestSeconds) {
    throw invalidRequest('expires_at must be at most 24 hours after the session is created.', { param: 'expires_at' });
  }
  return expiresAt;
}

function refuseCustomer(
  account: Account,
  { customer, customer_email: email, customer_creation: creation }: CreateSessionParameters,
): void {
  if (customer === undefined) return;
  if (email !== undefined)
    throw invalidRequest('Give either customer or customer_email, not both.', { param: 'customer_email' });
  if (creation !== undefined)
    throw invalidRequest('customer_creation cannot go with customer.', { param: 'customer_creation' });
  if (!account.ledger.customers.has(customer)) throw missingResource('customer', customer, 'customer');
}

function refuseAmounts(lines: readonly WireLineItem[], rates: readonly Stripe.ShippingRate[], currency: string): void {
  const subtotal = lines.reduce((sum, line) => sum + line.amount_total, 0);
  const total = subtotal + (rates[0]?.fixed_amount?.amount ?? 0);
  if (total < minimumCharge(currency)) {
    throw invalidRequest(`The total of ${total} is below the least that can be charged in ${currency}.`, {
      code: 'amount_too_small',
    });
  }
  if (total > maximumChargeMinor) {
    throw invalidRequest(`The total of ${total} is above the most that can be charged in ${currency}.`, {
      code: 'amount_too_large',
    });
  }
  if (decimalDigits(currency) === 3 && total % 10 !== 0) {
    throw invalidRequest(`Amounts in ${currency} must be a multiple of 10.`, { code: 'parameter_invalid_integer' });
  }
}

function paymentMethods(parameters: CreateSessionParameters, currency: string): string[] {
  const allowed = parameters.allowed_payment_method_types;
  const offered = defaultMethods(currency).filter((method) => !allowed || allowed.some((each) => each === method));
  if (offered.length === 0) {
    throw invalidRequest(`None of the payment methods that are allowed takes ${currency}.`, {
      param: 'allowed_payment_method_types',
    });
  }
  return offered;
}

function intentParameters({ payment_intent_data: data }: CreateSessionParameters): SessionRecord['intentParameters'] {
  return {
    description: data?.description ?? null,
    metadata: data?.metadata ?? {},
    receiptEmail: data?.receipt_email ?? null,
    statementDescriptor: data?.statement_descriptor ?? null,
    statementDescriptorSuffix: data?.statement_descriptor_suffix ?? null,
  };
}
