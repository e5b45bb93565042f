/** Where the bag goes and how: the country, the ways to deliver there, the days they take. */
import type { Bag } from '../bag/bag.ts';
import { choose } from '../bag/change-bag.ts';
import { type DeliveryOption, deliveryOptions, firstChoice } from '../catalog/delivery.ts';
import { deliveryPriceMinor } from '../catalog/delivery-price.ts';
import { type Currency, formatMoney } from '../catalog/money.ts';
import { plural, say } from '../words/say.ts';
import { changeBag } from './bag.ts';
import { datesInWords, priceWords } from './delivery-words.ts';
import { copyOf, follow, part, setText } from './part.ts';

/** The option that the bag names, else the house's first choice; undefined without a served country. */
export function chosenDelivery(bag: Bag, currency: Currency, piecesMinor: number): DeliveryOption | undefined {
  const options = optionsFor(bag);
  return options.find((option) => option.id === bag.delivery) ?? firstChoice(options, currency, piecesMinor);
}

export function drawDelivery(
  page: HTMLElement,
  bag: Bag,
  drawn: { readonly currency: Currency; readonly piecesMinor: number; readonly madeToOrderWeeks: number },
): void {
  const country = part(page, 'country', HTMLSelectElement);
  const served = [...country.options].some((option) => option.value === bag.country);
  country.value = served ? (bag.country ?? '') : '';
  const options = optionsFor(bag);
  part(page, 'delivery', HTMLElement).hidden = options.length === 0;
  const list = part(page, 'options', HTMLElement);
  // A country's options are its own, so the same carrier elsewhere is another element.
  const keys = options.map((option) => `${bag.country} ${option.id}`);
  const elements = follow(list, keys, () => copyOf(page, 'option'));
  const chosen = chosenDelivery(bag, drawn.currency, drawn.piecesMinor);
  options.forEach((option, place) => {
    const element = elements[place];
    if (element) drawOption(element, option, option.id === chosen?.id, drawn);
  });
  const made = part(page, 'made', HTMLElement);
  made.hidden = drawn.madeToOrderWeeks === 0 || options.length === 0;
  setText(made, madeWords(drawn.madeToOrderWeeks));
}

function madeWords(weeks: number): string {
  return plural(
    'Something in your bag is made to order, in one week. The whole order leaves once it is made; the days above count that in.',
    'Something in your bag is made to order, in {1} weeks. The whole order leaves once it is made; the days above count that in.',
    weeks,
  );
}

/** None without a country, or for one that the house does not deliver to. */
function optionsFor(bag: Bag): readonly DeliveryOption[] {
  return (bag.country ? deliveryOptions(bag.country) : undefined) ?? [];
}

export function listenToDelivery(page: HTMLElement): void {
  part(page, 'country', HTMLSelectElement).addEventListener('change', ({ currentTarget }) => {
    if (!(currentTarget instanceof HTMLSelectElement)) return;
    const { value } = currentTarget;
    changeBag((now) => choose(now, { country: value || undefined }));
  });
  part(page, 'options', HTMLElement).addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement) changeBag((now) => choose(now, { delivery: target.value }));
  });
}

function drawOption(
  element: HTMLElement,
  option: DeliveryOption,
  isChosen: boolean,
  drawn: { readonly currency: Currency; readonly piecesMinor: number; readonly madeToOrderWeeks: number },
): void {
  const { currency, piecesMinor, madeToOrderWeeks } = drawn;
  const input = part(element, 'choice', HTMLInputElement);
  input.value = option.id;
  input.checked = isChosen;
  const price = deliveryPriceMinor(option, currency, piecesMinor);
  setText(part(element, 'carrier', HTMLElement), option.name);
  setText(part(element, 'price', HTMLElement), priceWords(price, currency));
  setText(part(element, 'dates', HTMLElement), datesInWords(option, madeToOrderWeeks));
  setText(part(element, 'days', HTMLElement), workingDays(option));
  setText(
    part(element, 'free-from', HTMLElement),
    price === 0 ? '' : say`Free from ${formatMoney(option.freeFrom[currency], currency)}`,
  );
}

function workingDays({ daysFrom, daysTo }: { readonly daysFrom: number; readonly daysTo: number }): string {
  if (daysFrom === daysTo) return plural('{1} working day', '{1} working days', daysTo);
  return say`${daysFrom}–${daysTo} working days`;
}
