/**
 * What delivering one piece to a country costs and when it would arrive. The ways to deliver there, and the piece's
 * price, which may make it free, are fetched when there is a country to tell of. The country is kept nowhere.
 */
import type { DeliveryOption } from '../catalog/delivery.ts';
import { deliveryPriceMinor } from '../catalog/delivery-price.ts';
import type { CatalogItem } from '../catalog/item.ts';
import type { Currency } from '../catalog/money.ts';
import { paths } from '../paths.ts';
import { say } from '../words/say.ts';
import { datesInWords, priceWords } from './delivery-words.ts';

let asked = 0;

/** The last that was asked for is what stands there in the end, whichever answer comes first. */
export async function tellDelivery(place: Element, country: string, sku: string, currency: Currency): Promise<void> {
  asked += 1;
  const mine = asked;
  const [options, item] = await Promise.all([
    read<readonly DeliveryOption[]>(paths.deliveryTo(country)),
    read<CatalogItem>(paths.catalogItem(sku)),
  ]);
  if (mine !== asked || !document.querySelector<HTMLSelectElement>('[data-country]')?.value) return;
  if (!options || !item)
    return place.replaceChildren(lineOf(say`We could not look it up just now. Your bag shows it.`));
  place.replaceChildren(
    ...options.map((option) =>
      lineOf(
        option.name,
        datesInWords(option, item.madeToOrderWeeks ?? 0),
        priceWords(deliveryPriceMinor(option, currency, item.prices[currency]), currency),
      ),
    ),
  );
}

/** A file that was deployed with the pages; undefined where the shop can't be reached. */
async function read<Content>(address: string): Promise<Content | undefined> {
  const response = await fetch(address).catch(() => undefined);
  return response?.ok ? response.json() : undefined;
}

function lineOf(...words: readonly string[]): HTMLElement {
  const line = document.createElement('li');
  for (const text of words) line.appendChild(document.createElement('span')).textContent = text;
  return line;
}
