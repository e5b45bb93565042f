import { isDeepStrictEqual } from 'node:util';
import type Stripe from 'stripe';
import { z } from 'zod';
import type { Account } from './account.ts';
import { fingerprint, isCardNumber, type JudgedCard, judgeCard } from './cards.ts';
import { shippingCountries } from './countries.ts';
import type { Collected } from './ledger.ts';
import { delayedMethods } from './payment-methods.ts';
import type { BankAccountOnRecord } from './payment-objects.ts';

const field = z.string().trim().max(300).default('');

/** Every field of the hosted page; the page shows those that the session asks for. */
const formSchema = z.object({
  email: field,
  phone: field,
  shippingName: field,
  shippingCountry: field,
  shippingLine1: field,
  shippingLine2: field,
  shippingPostalCode: field,
  shippingCity: field,
  shippingState: field,
  shippingRate: field,
  method: field,
  cardNumber: field,
  cardExpiry: field,
  cardCvc: field,
  accountNumber: field,
  billingName: field,
  billingSame: field,
  billingCountry: field,
  billingLine1: field,
  billingLine2: field,
  billingPostalCode: field,
  billingCity: field,
  billingState: field,
  terms: field,
});

export type PaymentForm = z.output<typeof formSchema>;
export type FieldName = keyof PaymentForm;
export type FieldErrors = Partial<Record<FieldName, string>>;
export type Paying = { readonly judged: JudgedCard } | { readonly bank: BankAccountOnRecord };

export type ReadForm =
  | { readonly kind: 'complete'; readonly form: PaymentForm; readonly collected: Collected; readonly paying: Paying }
  | { readonly kind: 'mistakes'; readonly form: PaymentForm; readonly errors: FieldErrors };

export function emptyForm(): PaymentForm {
  return formSchema.parse({});
}

/** The form of a shopper who comes back to it: everything but the way of paying. */
export function formOf({ shipping, billingAddress, ...collected }: Collected): PaymentForm {
  const isSame = shipping !== null && isDeepStrictEqual(shipping.address, billingAddress);
  return {
    ...emptyForm(),
    ...addressFields('billing', isSame ? null : billingAddress),
    ...addressFields('shipping', shipping?.address ?? null),
    email: collected.email,
    phone: collected.phone ?? '',
    shippingName: shipping?.name ?? '',
    shippingRate: collected.shippingRate ?? '',
    billingName: collected.billingName,
    billingSame: isSame ? 'on' : '',
    terms: collected.acceptsTerms ? 'on' : '',
  };
}

function addressFields(kind: 'billing' | 'shipping', address: Stripe.Address | null): Partial<PaymentForm> {
  return {
    [`${kind}Country`]: address?.country ?? '',
    [`${kind}Line1`]: address?.line1 ?? '',
    [`${kind}Line2`]: address?.line2 ?? '',
    [`${kind}PostalCode`]: address?.postal_code ?? '',
    [`${kind}City`]: address?.city ?? '',
    [`${kind}State`]: address?.state ?? '',
  };
}

/** Reads the filled-in page, and says what is missing or wrong field by field. */
export function readForm(account: Account, session: Stripe.Checkout.Session, encoded: string, key: string): ReadForm {
  const form = formSchema.parse(Object.fromEntries(new URLSearchParams(encoded)));
  const errors: FieldErrors = {};
  const collected: Collected = {
    email: session.customer_email ?? form.email,
    phone: session.phone_number_collection?.enabled ? form.phone : null,
    billingName: form.billingName,
    billingAddress: readBillingAddress(session, form, errors),
    shipping: readShipping(session, form, errors),
    shippingRate: readShippingRate(session, form, errors),
    acceptsTerms: form.terms === 'on',
  };
  readContact(session, form, errors);
  const paying =
    form.method === 'card' ? readCard(account, form, errors, key) : readBankAccount(session, form, errors, key);
  return paying && Object.keys(errors).length === 0
    ? { kind: 'complete', form, collected, paying }
    : { kind: 'mistakes', form, errors };
}

function readContact(session: Stripe.Checkout.Session, form: PaymentForm, errors: FieldErrors): void {
  if (!session.customer_email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.email))
    errors.email = 'Enter an e-mail address.';
  if (session.phone_number_collection?.enabled && !/^\+?[\d\s().-]{6,20}$/.test(form.phone)) {
    errors.phone = 'Enter a phone number.';
  }
  if (form.billingName === '') errors.billingName = 'Enter the name of the card or account holder.';
  if (session.consent_collection?.terms_of_service === 'required' && form.terms !== 'on') {
    errors.terms = 'Agree to the terms to go on.';
  }
}

function readShipping(session: Stripe.Checkout.Session, form: PaymentForm, errors: FieldErrors): Collected['shipping'] {
  const collection = session.shipping_address_collection;
  if (!collection) return null;
  if (form.shippingName === '') errors.shippingName = 'Enter the name of who receives the parcel.';
  if (!collection.allowed_countries.includes(form.shippingCountry)) {
    errors.shippingCountry = 'Choose a country from the list.';
  }
  if (form.shippingLine1 === '') errors.shippingLine1 = 'Enter the street and number.';
  if (form.shippingCity === '') errors.shippingCity = 'Enter the town or city.';
  return { name: form.shippingName, address: addressOf(form, 'shipping') };
}

function readBillingAddress(session: Stripe.Checkout.Session, form: PaymentForm, errors: FieldErrors): Stripe.Address {
  if (session.shipping_address_collection && form.billingSame === 'on') return addressOf(form, 'shipping');
  if (!shippingCountries.has(form.billingCountry)) errors.billingCountry = 'Choose the country.';
  if (session.billing_address_collection === 'required') {
    if (form.billingLine1 === '') errors.billingLine1 = 'Enter the street and number.';
    if (form.billingCity === '') errors.billingCity = 'Enter the town or city.';
  }
  return addressOf(form, 'billing');
}

function addressOf(form: PaymentForm, kind: 'billing' | 'shipping'): Stripe.Address {
  const orNull = (text: string) => (text === '' ? null : text);
  return {
    city: orNull(form[`${kind}City`]),
    country: orNull(form[`${kind}Country`]),
    line1: orNull(form[`${kind}Line1`]),
    line2: orNull(form[`${kind}Line2`]),
    postal_code: orNull(form[`${kind}PostalCode`]),
    state: orNull(form[`${kind}State`]),
  };
}

function readShippingRate(session: Stripe.Checkout.Session, form: PaymentForm, errors: FieldErrors): string | null {
  const rates = session.shipping_options.map((option) => String(option.shipping_rate));
  if (rates.length === 0) return null;
  if (!rates.includes(form.shippingRate)) errors.shippingRate = 'Choose how it is shipped.';
  return form.shippingRate;
}

function readCard(account: Account, form: PaymentForm, errors: FieldErrors, key: string): Paying | null {
  const number = form.cardNumber.replace(/[\s-]/g, '');
  const [, month = '', year = ''] = /^(\d{1,2})\s*\/\s*(?:20)?(\d{2})$/.exec(form.cardExpiry) ?? [];
  const expiryMonth = Number(month);
  const expiryYear = 2000 + Number(year);
  if (!isCardNumber(number)) errors.cardNumber = 'The card number is not valid.';
  if (month === '' || expiryMonth < 1 || expiryMonth > 12) errors.cardExpiry = 'Enter the expiry date as MM / YY.';
  else if (Date.UTC(expiryYear, expiryMonth) <= account.now()) errors.cardExpiry = 'The card has expired.';
  if (!/^\d{3,4}$/.test(form.cardCvc)) errors.cardCvc = 'Enter the security code: 3 digits, 4 for American Express.';
  if (errors.cardNumber || errors.cardExpiry || errors.cardCvc) return null;
  return { judged: judgeCard(number, expiryMonth, expiryYear, key) };
}

function readBankAccount(
  session: Stripe.Checkout.Session,
  form: PaymentForm,
  errors: FieldErrors,
  key: string,
): Paying | null {
  const method = delayedMethods.find(({ type }) => type === form.method && session.payment_method_types.includes(type));
  if (!method) {
    errors.method = 'Choose how to pay.';
    return null;
  }
  const number = form.accountNumber.replace(/\s/g, '').toUpperCase() || method.testAccount;
  if (method.type === 'sepa_debit' ? !isIban(number) : !/^\d{6,17}$/.test(number)) {
    errors.accountNumber = `The ${method.accountLabel} is not valid.`;
    return null;
  }
  return { bank: { type: method.type, last4: number.slice(-4), fingerprint: fingerprint(number, key) } };
}

/** ISO 13616: the account number moved about and read as one number leaves 1 when divided by 97. */
function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const digits = [...text.slice(4), ...text.slice(0, 4)].map((letter) => Number.parseInt(letter, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}
