/**
 * A piece's page: choosing a variant, what there is of it, and adding it to the bag.
 * The form's field `sku` names every variant; what is chosen of each option narrows them to one.
 */
import type { StockAnswer } from '../api/answers.ts';
import { maxLines, maxQuantity } from '../bag/bag.ts';
import { quantityOf } from '../bag/change-bag.ts';
import { apiPaths } from '../paths.ts';
import { say } from '../words/say.ts';
import { addToBag, readBag } from './bag.ts';
import { onCurrencyChange, readCurrency } from './currency.ts';
import { readStored } from './storage.ts';
import { tellPrograms } from './tell-programs.ts';

interface Variant {
  readonly sku: string;
  readonly options: Readonly<Record<string, string>>;
}

const form = document.querySelector<HTMLFormElement>('[data-buy]');
const field = document.querySelector<HTMLInputElement | HTMLSelectElement>('[data-sku]');
const radios = [...document.querySelectorAll<HTMLInputElement>('[data-choice]')];
const axes = [...new Set(radios.map(({ name }) => name))];
const country = document.querySelector<HTMLSelectElement>('[data-country]');
const variants = readVariants();
const notice = document.querySelector('[data-notice]');
const keepButton = document.querySelector<HTMLButtonElement>('[data-keep]');
/** How many can be bought, by SKU; what is not in it is not known, and the checkout looks again. */
let available: StockAnswer['available'] = {};

if (form) {
  // The select is for shoppers without script; here it can't be seen, so its rule can't be answered.
  form.noValidate = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    add();
  });
  for (const radio of radios) {
    radio.addEventListener('change', () => {
      const { top } = radio.getBoundingClientRect();
      writeAddress();
      announce('[data-added]', '');
      show();
      // The other choice may have fewer photographs: what was pressed stays where it is, and does not leave the window.
      scrollBy({ top: radio.getBoundingClientRect().top - top, behavior: 'instant' });
    });
  }
  addEventListener('hashchange', readAddress);
  onCurrencyChange(showCurrency);
  country?.addEventListener('change', () => void showDelivery());
  if (country) country.value = readBag().country ?? '';
  readAddress();
  showCurrency();
  void askForStock();
  beginKeeping();
}

/** What few people press is loaded when it is pressed; whoever is signed in sees what they keep already. */
function beginKeeping(): void {
  const keeping = () => import('./account/keep-piece.ts');
  keepButton?.addEventListener('click', () => {
    const sku = current()?.sku;
    if (sku) void keeping().then(({ pressKeep }) => pressKeep(keepButton, sku));
    else askForMissing();
  });
  if (keepButton && field && readStored('lg_session')) {
    void keeping().then(({ showKept }) => showKept(keepButton, field));
  }
}

/** A hidden field where there is one variant, a select where there are more. */
function readVariants(): readonly Variant[] {
  const named = field instanceof HTMLSelectElement ? [...field.options] : field ? [field] : [];
  return named
    .filter(({ value }) => value !== '')
    .map(({ value, dataset }) => ({ sku: value, options: JSON.parse(dataset['options'] ?? '{}') }));
}

function chosen(): Readonly<Record<string, string>> {
  return Object.fromEntries(radios.filter(({ checked }) => checked).map(({ name, value }) => [name, value]));
}

function matching(options: Readonly<Record<string, string>>): readonly Variant[] {
  return variants.filter((variant) =>
    Object.entries(options).every(([axis, value]) => variant.options[axis] === value),
  );
}

/** The first option that is still to be chosen. */
function missingAxis(): string | undefined {
  const options = chosen();
  return axes.find((axis) => options[axis] === undefined);
}

/** Undefined until everything is chosen, and where what is chosen is not made together. */
function current(): Variant | undefined {
  return missingAxis() ? undefined : matching(chosen())[0];
}

/** `#AUR-RG-52`, or `#metal=Rose+gold` while the size is open: so that a choice can be shared. */
function writeAddress(): void {
  history.replaceState(history.state, '', `#${current()?.sku ?? new URLSearchParams(chosen())}`);
}

function readAddress(): void {
  // A feed's link names the variant in the address itself: programs leave fragments away.
  const named = location.hash.slice(1) || (new URLSearchParams(location.search).get('sku') ?? '');
  const wished = variants.find(({ sku }) => sku === named)?.options ?? Object.fromEntries(new URLSearchParams(named));
  for (const radio of radios) if (wished[radio.name] === radio.value) radio.checked = true;
  show();
}

function show(): void {
  showPhotographs();
  showChoices();
  const example = matching(chosen())[0];
  for (const price of document.querySelectorAll<HTMLElement>('[data-price-of]')) {
    if (example) price.hidden = !price.dataset['priceOf']?.split(' ').includes(example.sku);
  }
  const variant = current();
  const article = document.querySelector('[data-article]');
  if (article && variant) article.textContent = variant.sku;
  if (field) field.value = variant?.sku ?? '';
  showNotice(variant);
  showState(variant);
  void showDelivery();
}

/** It stands with what is sold out, and is about that. */
function showNotice(variant: Variant | undefined): void {
  const about = notice?.querySelector<HTMLInputElement | HTMLSelectElement>('[data-notice-sku]');
  if (about) about.value = variant?.sku ?? '';
  notice?.toggleAttribute('data-gone', variant !== undefined && available[variant.sku] === 0);
}

function showState(variant: Variant | undefined): void {
  const missing = missingAxis();
  const left = variant && available[variant.sku];
  const canPress = missing !== undefined || (variant !== undefined && left !== 0);
  document.querySelector('[data-act]')?.toggleAttribute('disabled', !canPress);
  if (missing) {
    announce('[data-act-words]', wishOf(missing, 'choose'));
    announce('[data-state]', '');
  } else if (!variant) {
    announce('[data-act-words]', say`Not made`);
    announce('[data-state]', say`This combination is not made. Please choose another.`);
  } else if (left === 0) {
    announce('[data-act-words]', say`Sold out`);
    announce(
      '[data-state]',
      variants.length > 1 ? say`This one is sold out. Please look at the others.` : say`It is sold out.`,
    );
  } else {
    announce('[data-act-words]', say`Add to bag`);
    announce('[data-state]', left === 1 ? say`The last one.` : '');
  }
}

/** A photograph belongs to the choice when everything that it says it shows was chosen. */
function showPhotographs(): void {
  const options = chosen();
  for (const view of document.querySelectorAll<HTMLElement>('[data-shows]')) {
    const shows: Record<string, string> = JSON.parse(view.dataset['shows'] ?? '{}');
    const belongs = Object.entries(shows).every(([axis, value]) => options[axis] === value);
    view.toggleAttribute('data-other', !belongs);
  }
}

/** Each value says whether it can be had together with what else is chosen. */
function showChoices(): void {
  const options = chosen();
  for (const radio of radios) {
    const made = matching({ ...options, [radio.name]: radio.value });
    const why =
      made.length === 0 ? say`, not made` : made.every(({ sku }) => available[sku] === 0) ? say`, sold out` : '';
    radio.toggleAttribute('data-gone', why !== '');
    const words = radio.parentElement?.querySelector('[data-why]');
    if (words) words.textContent = why;
  }
}

function add(): void {
  const variant = current();
  if (!variant) {
    askForMissing();
    return;
  }
  const left = available[variant.sku] ?? maxQuantity;
  if (left < maxQuantity && quantityOf(readBag(), variant.sku) >= left) {
    tell(
      left === 1 ? say`The last one is in your bag already.` : say`All ${left} that we have are in your bag already.`,
    );
    return;
  }
  const { outcome } = addToBag(variant.sku, 1);
  if (outcome === 'added') tell(say`It is in your bag.`);
  else if (outcome === 'quantity-limit') tell(say`Your bag has ${maxQuantity} of it. That is the most for one order.`);
  else tell(say`Your bag has ${maxLines} different pieces. That is the most for one order.`);
}

/** The fieldset has the words: which options there are differs from piece to piece. */
function wishOf(axis: string, wish: 'choose' | 'please'): string {
  const first = radios.find(({ name }) => name === axis);
  return first?.closest('fieldset')?.dataset[wish] ?? '';
}

/** Goes to the first option that is still to be chosen. */
function askForMissing(): void {
  const missing = missingAxis();
  if (!missing) return;
  const first = radios.find(({ name }) => name === missing);
  first?.focus({ preventScroll: true });
  first?.closest('fieldset')?.scrollIntoView({ block: 'center' });
  announce('[data-state]', wishOf(missing, 'please'));
}

/** Says it where a screen reader listens, with the way to the bag. */
function tell(words: string): void {
  const place = document.querySelector('[data-added]');
  const link = document.querySelector<HTMLTemplateElement>('[data-to-bag]')?.content.cloneNode(true);
  if (place && link) place.replaceChildren(`${words} `, link);
}

function announce(place: string, words: string): void {
  const element = document.querySelector(place);
  if (element && element.textContent !== words) element.textContent = words;
}

function showCurrency(): void {
  for (const currencyField of document.querySelectorAll<HTMLInputElement>('[data-currency-field]')) {
    currencyField.value = readCurrency();
  }
  tellPrograms(readCurrency(), available);
  void showDelivery();
}

/** The ways to deliver are looked up, and the script that does it is loaded, once there is a country to tell of. */
async function showDelivery(): Promise<void> {
  const place = document.querySelector('[data-delivery]');
  if (!place || !country?.value) return place?.replaceChildren();
  const { tellDelivery } = await import('./piece-delivery.ts');
  const sku = (matching(chosen())[0] ?? variants[0])?.sku;
  if (sku && country.value) await tellDelivery(place, country.value, sku, readCurrency());
}

/** Silent when it fails: nothing is promised here, and the checkout looks again. */
async function askForStock(): Promise<void> {
  const query = new URLSearchParams(variants.map(({ sku }) => ['sku', sku]));
  const answer = await fetch(`${apiPaths.stock}?${query}`).catch(() => undefined);
  if (!answer?.ok) return;
  const stock: Partial<StockAnswer> | undefined = await answer.json().catch(() => undefined);
  available = stock?.available ?? {};
  show();
  tellPrograms(readCurrency(), available);
}
