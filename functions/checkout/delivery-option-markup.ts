import { html } from 'hono/html';
import type { DeliveryOption } from '../../src/catalog/delivery.ts';
import { deliveryPriceMinor } from '../../src/catalog/delivery-price.ts';
import { type Currency, formatMoney } from '../../src/catalog/money.ts';
import { plural, say } from '../../src/words/say.ts';

/** One radio of the review page, in the markup that the page's styles know. Escaped by hono/html. */
export function deliveryOptionMarkup(
  option: DeliveryOption,
  currency: Currency,
  subtotalMinor: number,
  isChosen: boolean,
): string {
  const priceMinor = deliveryPriceMinor(option, currency, subtotalMinor);
  const price = priceMinor === 0 ? say`Free` : formatMoney(priceMinor, currency);
  return String(
    html`<label class="option"><input type="radio" name="delivery" value="${option.id}"${isChosen ? html` checked` : ''}><span>${option.name}<br><span class="label">${plural('{2} to {1} working day', '{2} to {1} working days', option.daysTo, option.daysFrom)}</span></span><span class="figure">${price}</span></label>`,
  );
}
