/** The lines of the bag page: one piece each, from the page's template. */
import type { Bag, BagLine } from '../bag/bag.ts';
import { quantityOf, setQuantity } from '../bag/change-bag.ts';
import type { CatalogItem } from '../catalog/item.ts';
import { type Currency, formatMoney } from '../catalog/money.ts';
import { reductionWords } from '../catalog/reduction-words.ts';
import { paths } from '../paths.ts';
import { paragraph } from '../words/paragraph.ts';
import { plural, say } from '../words/say.ts';
import { changeBag } from './bag.ts';
import { buyable, faultOf, itemOf, type LineFault } from './bag-knowledge.ts';
import { copyOf, follow, part, setText } from './part.ts';

/** `say` speaks to those who don't see the line change. */
export function drawLines(page: HTMLElement, bag: Bag, currency: Currency, announce: (words: string) => void): void {
  const list = part(page, 'lines', HTMLElement);
  const skus = bag.lines.map((line) => line.sku);
  const elements = follow(list, skus, (sku) => makeLine(page, list, sku, announce));
  bag.lines.forEach((line, place) => {
    const element = elements[place];
    if (element) drawLine(element, line, currency);
  });
}

function makeLine(page: HTMLElement, list: HTMLElement, sku: string, announce: (words: string) => void): HTMLElement {
  const line = copyOf(page, 'line');
  const change = (step: number) => {
    const bag = changeBag((now) => setQuantity(now, sku, Math.max(1, quantityOf(now, sku) + step)));
    announce(say`${nameOf(sku)}: ${quantityOf(bag, sku)}`);
  };
  onPress(part(line, 'less', HTMLButtonElement), () => change(-1));
  onPress(part(line, 'more', HTMLButtonElement), () => change(1));
  onPress(part(line, 'fit', HTMLButtonElement), () => {
    changeBag((now) => setQuantity(now, sku, buyable(sku)));
    part(line, 'remove', HTMLButtonElement).focus();
  });
  onPress(part(line, 'remove', HTMLButtonElement), () => {
    const next = line.nextElementSibling ?? line.previousElementSibling;
    changeBag((now) => setQuantity(now, sku, 0));
    announce(say`${nameOf(sku)} is out of your bag.`);
    const stop = next && list.contains(next) ? next.querySelector<HTMLElement>('[data-part="remove"]') : null;
    (stop ?? part(page, 'title', HTMLElement)).focus();
  });
  return line;
}

/** A button at its limit keeps the focus, so it is told as disabled and does nothing. */
function onPress(button: HTMLButtonElement, act: () => void): void {
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled') !== 'true') act();
  });
}

function drawLine(element: HTMLElement, { sku, quantity }: BagLine, currency: Currency): void {
  const item = itemOf(sku);
  const fault = faultOf(sku, quantity);
  setText(part(element, 'name', HTMLElement), nameOf(sku));
  setText(part(element, 'quantity', HTMLElement), String(quantity));
  setLimit(part(element, 'less', HTMLButtonElement), say`One less: ${nameOf(sku)}`, quantity <= 1);
  setLimit(part(element, 'more', HTMLButtonElement), say`One more: ${nameOf(sku)}`, quantity >= buyable(sku));
  const remove = part(element, 'remove', HTMLButtonElement);
  setText(remove, fault === 'gone' || fault === 'sold-out' ? say`Take it out` : say`Remove`);
  remove.setAttribute('aria-label', say`${remove.textContent}: ${nameOf(sku)}`);
  drawFault(element, fault, buyable(sku));
  if (typeof item === 'object') drawItem(element, item, { quantity, currency, fault });
}

function drawItem(
  element: HTMLElement,
  item: CatalogItem,
  drawn: { readonly quantity: number; readonly currency: Currency; readonly fault: LineFault | undefined },
): void {
  const { quantity, currency, fault } = drawn;
  const link = part(element, 'name', HTMLAnchorElement);
  const photograph = part(element, 'photograph', HTMLImageElement);
  link.href = paths.piece(item.slug);
  if (photograph.getAttribute('src') !== item.photograph.src) {
    photograph.width = item.photograph.width;
    photograph.height = item.photograph.height;
    photograph.alt = item.photograph.alt;
    photograph.src = item.photograph.src;
  }
  const isLastOne = buyable(item.sku) === 1 && !fault;
  setText(part(element, 'variant', HTMLElement), isLastOne ? lastOneWords(item) : item.variant);
  setText(part(element, 'summary', HTMLElement), item.summary);
  setText(part(element, 'note', HTMLElement), noteOn(item));
  const unit = item.prices[currency];
  const isSold = fault === 'sold-out';
  setText(part(element, 'price', HTMLElement), isSold ? '' : formatMoney(unit * quantity, currency));
  setText(part(element, 'each', HTMLElement), quantity > 1 && !isSold ? say`${formatMoney(unit, currency)} each` : '');
  const reduction = item.reductions?.[currency];
  setText(part(element, 'lowest', HTMLElement), reduction && !isSold ? reductionWords(reduction, currency) : '');
}

function lastOneWords({ variant }: CatalogItem): string {
  return variant ? say`${variant}. The last one.` : say`The last one.`;
}

/** The words for each fault are in the template; the style sheet shows those that fit. */
function drawFault(element: HTMLElement, fault: LineFault | undefined, most: number): void {
  element.dataset.fault = fault ?? '';
  setText(part(element, 'left', HTMLElement), plural('One is left.', '{1} are left.', most));
  setText(part(element, 'fit', HTMLButtonElement), say`Make it ${most}`);
}

function noteOn(item: CatalogItem): string {
  const made = item.madeToOrderWeeks
    ? plural('Made to order in one week.', 'Made to order in {1} weeks.', item.madeToOrderWeeks)
    : '';
  const stays = item.notReturnable ? say`It can't be returned: ${item.notReturnable}` : '';
  return paragraph([made, stays, item.returnableWhileSealed]);
}

function nameOf(sku: string): string {
  const item = itemOf(sku);
  return typeof item === 'object' ? item.name : say`Piece ${sku}`;
}

function setLimit(button: HTMLButtonElement, name: string, reached: boolean): void {
  button.setAttribute('aria-label', name);
  button.setAttribute('aria-disabled', String(reached));
}
