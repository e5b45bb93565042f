import { z } from 'zod';
import type { Problem } from '../../src/api/answers.ts';
import { type DeliveryOption, deliveryOptions, firstChoice } from '../../src/catalog/delivery.ts';
import { deliveryPriceMinor } from '../../src/catalog/delivery-price.ts';
import type { CatalogItem } from '../../src/catalog/item.ts';
import { type Currency, formatMoney, houseCurrency, isCurrency } from '../../src/catalog/money.ts';
import { reductionWords } from '../../src/catalog/reduction-words.ts';
import { orderButton } from '../../src/orders/order-button.ts';
import { apiPaths, paths } from '../../src/paths.ts';
import { paragraph } from '../../src/words/paragraph.ts';
import { phrase, plural, say } from '../../src/words/say.ts';
import { readItem } from '../catalog/read-item.ts';
import { tell } from '../fill-page.ts';
import type { Shop } from '../shop.ts';
import { deliveryOptionMarkup } from './delivery-option-markup.ts';
import { unknownPieces, withoutBag } from './refusals.ts';

/** Where the shopper hasn't said: the house's own country for delivery. */
const firstCountry = 'FR';

const backFromPayment = phrase`Leaving the payment page charges nothing. If you go on within half an hour, the piece is still held for you.`;

interface Choice {
  readonly item: CatalogItem;
  readonly currency: Currency;
  readonly country: string;
  readonly options: readonly DeliveryOption[];
  readonly chosen: DeliveryOption | undefined;
  readonly attempt: string;
}

/** The fields that the page's second form posts, as the checkout's door expects them. */
export function checkoutRequestOfForm(form: URLSearchParams): object {
  return {
    attempt: form.get('attempt') ?? '',
    lines: [{ sku: form.get('sku') ?? '', quantity: Number(form.get('quantity') ?? '1') }],
    currency: form.get('currency') ?? '',
    country: form.get('country') ?? '',
    delivery: form.get('delivery') ?? '',
    giftWrap: false,
    giftMessage: '',
    marketing: false,
  };
}

/**
 * The review page as an address, so that the browser can go back to it. What was chosen is
 * in it, and the attempt: paying again from there meets its own session and its own hold.
 * Nothing in it is about a person.
 */
export function reviewAddress(
  form: URLSearchParams,
  attempt: string,
  more: Readonly<Record<string, string>> = {},
): string {
  const chosen = ['sku', 'currency', 'country', 'delivery'].flatMap((name) => {
    const value = form.get(name);
    return value ? [[name, value.slice(0, 64)]] : [];
  });
  return `${apiPaths.checkoutReview}?${new URLSearchParams([...chosen, ['attempt', attempt], ...Object.entries(more)])}`;
}

/** The pre-rendered review page with one piece, its delivery and its total filled in: buying without JavaScript. */
export async function reviewPage(shop: Shop, form: URLSearchParams, refusal?: Problem): Promise<Response> {
  const shell = await shop.assets.fetch(new URL(paths.checkoutReview, shop.config.siteOrigin));
  const sku = (form.get('sku') ?? '').slice(0, 64);
  const item = sku ? await readItem(shop.assets, shop.config.siteOrigin, sku) : undefined;
  const trouble = refusal ?? (item ? undefined : unknownPieces([{ sku }]));
  const rewriter = new HTMLRewriter();
  if (trouble) sayOnPage(rewriter, withoutBag(paragraph([trouble.title, trouble.detail])));
  else if (form.has('back')) sayOnPage(rewriter, say(backFromPayment));
  if (item) fill(rewriter, choiceOf(form, item));
  const headers = new Headers(shell.headers);
  headers.set('Cache-Control', 'no-store');
  headers.delete('ETag');
  return rewriter.transform(new Response(shell.body, { status: trouble?.status ?? 200, headers }));
}

function choiceOf(form: URLSearchParams, item: CatalogItem): Choice {
  const currencyText = form.get('currency');
  const countryText = form.get('country') ?? firstCountry;
  const country = deliveryOptions(countryText) ? countryText : firstCountry;
  const options = deliveryOptions(country) ?? [];
  const currency = isCurrency(currencyText) ? currencyText : houseCurrency;
  const marked = options.find((option) => option.id === form.get('delivery'));
  const chosen = marked ?? firstChoice(options, currency, item.prices[currency]);
  return { item, currency, country, options, chosen, attempt: attemptOf(form) };
}

/** The address's own, so that going back and paying again is the same attempt. */
function attemptOf(form: URLSearchParams): string {
  const attempt = z.uuid().safeParse(form.get('attempt'));
  return attempt.success ? attempt.data : crypto.randomUUID();
}

function sayOnPage(rewriter: HTMLRewriter, words: string): void {
  rewriter.on('[data-slot="problem"]', { element: (element) => tell(element, words) });
}

function fill(rewriter: HTMLRewriter, choice: Choice): void {
  const { item, currency, country, options, chosen, attempt } = choice;
  const price = item.prices[currency];
  const delivery = chosen ? deliveryPriceMinor(chosen, currency, price) : 0;
  const text = (slot: string, words: string) =>
    rewriter.on(`[data-slot="${slot}"]`, { element: (element) => void element.setInnerContent(words) });
  const value = (name: string, content: string) =>
    rewriter.on(`input[name="${name}"]`, { element: (element) => void element.setAttribute('value', content) });
  text('piece-name', item.name);
  text('piece-variant', item.variant);
  text('piece-summary', item.summary);
  text('piece-note', noteOn(item));
  text('piece-price', formatMoney(price, currency));
  const reduction = item.reductions?.[currency];
  text('piece-lowest', reduction ? reductionWords(reduction, currency) : '');
  text('subtotal', formatMoney(price, currency));
  text('total', formatMoney(price + delivery, currency));
  text('pay-button', `${say(orderButton)} ${formatMoney(price + delivery, currency)}`);
  value('sku', item.sku);
  value('currency', currency);
  value('country', country);
  value('quantity', '1');
  value('attempt', attempt);
  rewriter
    .on(`select[name="currency"] option[value="${currency}"]`, { element: select })
    .on(`select[name="country"] option[value="${country}"]`, { element: select })
    .on('[data-slot="piece-photograph"]', { element: (element) => showPhotograph(element, item) })
    .on('[data-slot="unfilled"]', { element: (element) => void element.remove() })
    .on('[data-slot="filled"]', { element: (element) => void element.removeAttribute('hidden') })
    .on('[data-slot="delivery"]', {
      element: (element) => {
        const markup = options.map((option) => deliveryOptionMarkup(option, currency, price, option === chosen));
        element.setInnerContent(markup.join(''), { html: true });
      },
    });
}

/** What the shopper has to know before paying, beside the price. */
function noteOn(item: CatalogItem): string {
  const { madeToOrderWeeks: weeks } = item;
  const made = weeks
    ? plural(
        'Made to order in one week; the working days count from then.',
        'Made to order in {1} weeks; the working days count from then.',
        weeks,
      )
    : '';
  const stays = item.notReturnable ? say`It can’t be returned: ${item.notReturnable}` : '';
  return paragraph([made, stays, item.returnableWhileSealed]);
}

function select(element: Element): void {
  element.setAttribute('selected', '');
}

function showPhotograph(element: Element, item: CatalogItem): void {
  element.setAttribute('src', item.photograph.src);
  element.setAttribute('alt', item.photograph.alt);
  element.removeAttribute('hidden');
}
