/** The header's living parts: the menu, the currency chooser and the number of pieces in the bag. */
import { isCurrency } from '../catalog/money.ts';
import { plural, say } from '../words/say.ts';
import { bagCount, onBagChange } from './bag.ts';
import { chooseCurrency, onCurrencyChange, readCurrency } from './currency.ts';

const chooser = document.querySelector<HTMLSelectElement>('[data-choose-currency]');
const menu = document.querySelector<HTMLElement>('#collections');
const bagLink = document.querySelector<HTMLAnchorElement>('[data-bag-link]');

chooser?.addEventListener('change', () => {
  if (isCurrency(chooser.value)) chooseCurrency(chooser.value);
});
// On a phone the menu covers the window: a focus that goes on from it must not go on beneath it (WCAG 2.2, 2.4.11).
menu?.addEventListener('focusout', ({ relatedTarget }) => {
  if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.hidePopover();
});
onCurrencyChange(showChoice);
onBagChange(showCount);

showChoice();
showCount();
// A page that comes back from the browser's history shows what was chosen and bagged since.
addEventListener('pageshow', () => {
  showChoice();
  showCount();
});

function showChoice(): void {
  if (chooser) chooser.value = readCurrency();
}

function showCount(): void {
  const number = bagLink?.querySelector<HTMLElement>('[data-bag-count]');
  if (!bagLink || !number) return;
  const count = bagCount();
  number.textContent = count > 0 ? String(count) : '';
  bagLink.setAttribute(
    'aria-label',
    count === 0 ? say`Bag, empty` : plural('Bag, {1} piece', 'Bag, {1} pieces', count),
  );
}
