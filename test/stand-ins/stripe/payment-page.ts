import type Stripe from 'stripe';
import { html, type Markup, page } from '../http/markup.ts';
import type { Account } from './account.ts';
import { countryName, shippingCountries } from './countries.ts';
import { amountText } from './currencies.ts';
import { customText } from './custom-text.ts';
import type { SessionRecord } from './ledger.ts';
import type { FieldErrors, FieldName, PaymentForm } from './payment-form.ts';
import { delayedMethods } from './payment-methods.ts';

export interface Shown {
  readonly form: PaymentForm;
  readonly errors: FieldErrors;
  /** What the bank answered to the last try. */
  readonly declined?: string;
}

/** The hosted payment page. It works without a script; what the session does not collect, it does not ask for. */
export function paymentPage(account: Account, record: SessionRecord, shown: Shown): Markup {
  const { session } = record;
  const mistakes = Object.values(shown.errors);
  return page(
    `Pay ${account.merchantName}`,
    html`<div class="checkout">
<section class="summary" aria-labelledby="merchant">
${session.cancel_url && html`<a class="back" href="${session.cancel_url}">← Back to ${account.merchantName}</a>`}
<h1 id="merchant">${account.merchantName}</h1>
${summary(account, record)}
<p class="note">A stand-in for Stripe on this machine: no money moves, and only test cards work. 4242 4242 4242 4242 pays, 4000 0000 0000 0002 is declined, 4000 0027 6000 3184 asks for 3-D Secure; any future date, any code.</p>
</section>
<main>
<form method="post" action="/c/pay/${session.id}" novalidate>
${shown.declined && html`<p class="alert" role="alert">${shown.declined} Nothing has been charged.</p>`}
${mistakes.length > 0 && html`<div class="alert" role="alert"><p>Something is missing or not right:</p><ul>${mistakes.map((mistake) => html`<li>${mistake}</li>`)}</ul></div>`}
${contact(session, shown)}
${session.shipping_address_collection && shippingAddress(session, shown)}
${session.shipping_options.length > 0 && shippingChoice(account, session, shown)}
${payment(session, shown)}
${billing(session, shown)}
${consent(session, shown)}
${session.custom_text.submit && html`<p>${customText(session.custom_text.submit.message)}</p>`}
<button type="submit">${submitLabel(session)}</button>
${session.custom_text.after_submit && html`<p>${customText(session.custom_text.after_submit.message)}</p>`}
</form>
</main>
</div>`,
  );
}

function summary(account: Account, { session, lines }: SessionRecord): Markup {
  const currency = session.currency ?? 'eur';
  const rows = lines.map((line) => {
    const product = account.ledger.products.get(String(line.price.product));
    const image = product?.images[0];
    return html`<li>${image && html`<img src="${image}" alt="" width="56" height="70">`}<div><strong>${line.description}</strong>${product?.description && html`<br>${product.description}`}<br><span class="quiet">${line.quantity} × ${amountText(line.price.unit_amount ?? 0, currency)}</span></div><span class="amount">${amountText(line.amount_total, currency)}</span></li>`;
  });
  const shipping = session.shipping_cost;
  return html`<p class="total">${amountText(session.amount_total ?? 0, currency)}</p>
<ul class="lines">${rows}</ul>
<dl>
<div><dt>Subtotal</dt><dd>${amountText(session.amount_subtotal ?? 0, currency)}</dd></div>
${shipping && html`<div><dt>Shipping</dt><dd>${shipping.amount_total === 0 ? 'Free' : amountText(shipping.amount_total, currency)}</dd></div>`}
<div class="due"><dt>Total due</dt><dd>${amountText(session.amount_total ?? 0, currency)}</dd></div>
</dl>`;
}

function contact(session: Stripe.Checkout.Session, shown: Shown): Markup {
  return html`<fieldset><legend>Contact</legend>
${
  session.customer_email
    ? html`<p>E-mail: <strong>${session.customer_email}</strong></p>`
    : input(shown, 'email', 'E-mail', 'email', 'email')
}
${session.phone_number_collection?.enabled && input(shown, 'phone', 'Phone', 'tel', 'tel')}
</fieldset>`;
}

function shippingAddress(session: Stripe.Checkout.Session, shown: Shown): Markup {
  const countries = session.shipping_address_collection?.allowed_countries ?? [];
  return html`<fieldset><legend>Shipping address</legend>
${input(shown, 'shippingName', 'Full name', 'text', 'shipping name')}
${countryChoice(shown, 'shippingCountry', countries, 'shipping country')}
${addressInputs(shown, 'shipping')}
${session.custom_text.shipping_address && html`<p>${customText(session.custom_text.shipping_address.message)}</p>`}
</fieldset>`;
}

function shippingChoice(account: Account, session: Stripe.Checkout.Session, shown: Shown): Markup {
  const chosen = shown.form.shippingRate || String(session.shipping_options[0]?.shipping_rate);
  const options = session.shipping_options.map((option) => {
    const id = String(option.shipping_rate);
    const rate = account.ledger.shippingRates.get(id);
    const price = option.shipping_amount === 0 ? 'Free' : amountText(option.shipping_amount, session.currency ?? 'eur');
    return html`<label class="choice"><input type="radio" name="shippingRate" value="${id}"${id === chosen && html` checked`}><span>${rate?.display_name}${deliveryTime(rate)}</span><span class="amount">${price}</span></label>`;
  });
  return html`<fieldset><legend>Shipping method</legend>${options}</fieldset>`;
}

function deliveryTime(rate: Stripe.ShippingRate | undefined): Markup | null {
  const { minimum, maximum } = rate?.delivery_estimate ?? {};
  const end = maximum ?? minimum;
  if (!end) return null;
  const span =
    minimum && maximum && minimum.value !== maximum.value ? `${minimum.value} to ${maximum.value}` : String(end.value);
  const unit = end.unit.replace('_', ' ');
  return html`<br><span class="quiet">${span} ${unit}${span !== '1' && 's'}</span>`;
}

function payment(session: Stripe.Checkout.Session, shown: Shown): Markup {
  const offered = delayedMethods.filter(({ type }) => session.payment_method_types.includes(type));
  const takesCards = session.payment_method_types.includes('card');
  const chosen = shown.form.method || (takesCards ? 'card' : offered[0]?.type);
  const radio = (value: string, label: string) =>
    html`<label class="choice"><input type="radio" name="method" value="${value}"${value === chosen && html` checked`}><span>${label}</span></label>`;
  return html`<fieldset class="payment"><legend>Payment</legend>
${takesCards && radio('card', 'Card')}
${
  takesCards &&
  html`<div class="of-card">
${input(shown, 'cardNumber', 'Card number', 'text', 'cc-number', 'numeric')}
<div class="pair">${input(shown, 'cardExpiry', 'Expiry (MM / YY)', 'text', 'cc-exp', 'numeric')}${input(shown, 'cardCvc', 'Security code', 'text', 'cc-csc', 'numeric')}</div>
</div>`
}
${offered.map((method) => html`${radio(method.type, method.label)}<div class="of-bank">${input(shown, 'accountNumber', `${method.accountLabel} (empty: the test account ${method.testAccount})`, 'text', 'off')}<p class="quiet">The session is complete at once and paid only when the bank has moved the money: settle it on the stand-in's first page.</p></div>`)}
${input(shown, 'billingName', 'Name of the card or account holder', 'text', 'cc-name')}
</fieldset>`;
}

function billing(session: Stripe.Checkout.Session, shown: Shown): Markup {
  const whole = session.billing_address_collection === 'required';
  const fields = html`${countryChoice(shown, 'billingCountry', [...shippingCountries], 'billing country')}
${whole ? addressInputs(shown, 'billing') : input(shown, 'billingPostalCode', 'Postal code (if there is one)', 'text', 'billing postal-code')}`;
  if (!session.shipping_address_collection) return html`<fieldset><legend>Billing address</legend>${fields}</fieldset>`;
  const isSame = shown.form.billingSame === 'on' || (shown.form.method === '' && shown.form.billingCountry === '');
  return html`<fieldset class="billing"><legend>Billing address</legend>
<label class="choice"><input type="checkbox" name="billingSame"${isSame && html` checked`}><span>The same as the shipping address</span></label>
<div class="other-billing">${fields}</div>
</fieldset>`;
}

function consent(session: Stripe.Checkout.Session, shown: Shown): Markup | null {
  if (session.consent_collection?.terms_of_service !== 'required') return null;
  const wording = session.custom_text.terms_of_service_acceptance?.message ?? 'I agree to the terms of service.';
  return html`<label class="choice"><input type="checkbox" name="terms"${shown.form.terms === 'on' && html` checked`}${invalid(shown, 'terms')}><span>${customText(wording)}</span></label>`;
}

function addressInputs(shown: Shown, kind: 'billing' | 'shipping'): Markup {
  return html`${input(shown, `${kind}Line1`, 'Street and number', 'text', `${kind} address-line1`)}
${input(shown, `${kind}Line2`, 'Flat, floor, company (optional)', 'text', `${kind} address-line2`)}
<div class="pair">${input(shown, `${kind}PostalCode`, 'Postal code (if there is one)', 'text', `${kind} postal-code`)}${input(shown, `${kind}City`, 'Town or city', 'text', `${kind} address-level2`)}</div>
${input(shown, `${kind}State`, 'State, province or prefecture (if there is one)', 'text', `${kind} address-level1`)}`;
}

/** What was typed comes back after a mistake, except the card. */
function input(
  shown: Shown,
  name: FieldName,
  label: string,
  type: string,
  autocomplete: string,
  mode?: string,
): Markup {
  const value = name.startsWith('card') ? '' : shown.form[name];
  const error = shown.errors[name];
  return html`<p class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}"${mode && html` inputmode="${mode}"`}${invalid(shown, name)}>${error && html`<span class="error" id="${name}-error">${error}</span>`}</p>`;
}

function invalid({ errors }: Shown, name: FieldName): Markup | undefined {
  return errors[name] === undefined ? undefined : html` aria-invalid="true" aria-describedby="${name}-error"`;
}

function countryChoice(
  shown: Shown,
  name: 'billingCountry' | 'shippingCountry',
  codes: readonly string[],
  autocomplete: string,
): Markup {
  const [only, another] = codes;
  const chosen = shown.form[name] || (another === undefined ? only : '');
  const options = codes
    .map((code) => ({ code, label: countryName(code) }))
    .toSorted((left, right) => left.label.localeCompare(right.label, 'en'))
    .map(({ code, label }) => html`<option value="${code}"${code === chosen && html` selected`}>${label}</option>`);
  const error = shown.errors[name];
  return html`<p class="field"><label for="${name}">Country</label><select id="${name}" name="${name}" autocomplete="${autocomplete}"${invalid(shown, name)}>${codes.length > 1 && html`<option value="">Choose</option>`}${options}</select>${error && html`<span class="error" id="${name}-error">${error}</span>`}</p>`;
}

function submitLabel(session: Stripe.Checkout.Session): string {
  const verbs: Readonly<Record<string, string>> = { book: 'Book', donate: 'Donate', subscribe: 'Subscribe' };
  const verb = verbs[session.submit_type ?? ''] ?? 'Pay';
  return session.shipping_options.length > 1
    ? verb
    : `${verb} ${amountText(session.amount_total ?? 0, session.currency ?? 'eur')}`;
}

/** The page of the shopper's bank: 3-D Secure. */
export function challengePage(account: Account, { session }: SessionRecord): Markup {
  return page(
    'Confirm it is you',
    html`<main class="single">
<h1>Confirm it is you</h1>
<p>Your bank asks whether you pay ${amountText(session.amount_total ?? 0, session.currency ?? 'eur')} to ${account.merchantName}.</p>
<form method="post" action="/c/pay/${session.id}/authenticate">
<button type="submit" name="outcome" value="complete">Complete authentication</button>
<button class="plain" type="submit" name="outcome" value="fail">Fail authentication</button>
</form>
<p class="note">A stand-in for the bank's page. Nothing is charged before you choose.</p>
</main>`,
  );
}

export function expiredPage(account: Account, { session }: SessionRecord): Markup {
  return page(
    'This payment page has expired',
    html`<main class="single">
<h1>This payment page has expired</h1>
<p>It was open for a limited time. Nothing has been charged. To pay, go back to ${account.merchantName} and start again.</p>
${session.cancel_url && html`<p><a href="${session.cancel_url}">Back to ${account.merchantName}</a></p>`}
</main>`,
  );
}

export function paidPage(account: Account, { session }: SessionRecord, successAddress: string): Markup {
  const sentence =
    session.payment_status === 'paid'
      ? `You have paid ${account.merchantName} already. You will not be charged again.`
      : `You have confirmed this payment to ${account.merchantName} already. Your bank is working on it.`;
  return page(
    'You are done here',
    html`<main class="single">
<h1>You are done here</h1>
<p>${sentence}</p>
<p><a href="${successAddress}">Go on to ${account.merchantName}</a></p>
</main>`,
  );
}

export function unknownPage(): Markup {
  return page('Not found', html`<main class="single"><h1>Not found</h1><p>There is no such page here.</p></main>`);
}
