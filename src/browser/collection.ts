/**
 * Sorts and filters the pieces of a collection. All of them are in the page; what the
 * shopper chose is in the address, so that it can be shared and survives a reload.
 */
import { currencies } from '../catalog/money.ts';
import { locale } from '../words/language.ts';
import { plural } from '../words/say.ts';
import { onCurrencyChange, readCurrency } from './currency.ts';

const form = document.querySelector<HTMLFormElement>('[data-sift]');
const list = document.querySelector('[data-pieces]');

if (form && list) {
  const inHouseOrder = [...list.querySelectorAll<HTMLLIElement>(':scope > li')];
  const selects = [...form.querySelectorAll('select')];
  const show = () => showPieces(form, list, inHouseOrder);

  form.addEventListener('change', () => {
    writeAddress(selects);
    show();
  });
  form.addEventListener('reset', () => {
    // The form's own reset comes after its event.
    queueMicrotask(() => {
      for (const select of selects) select.value = '';
      writeAddress(selects);
      show();
      selects[0]?.focus();
    });
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  onCurrencyChange(show);

  readAddress(selects);
  show();
}

/** What the address asks for and the form doesn't offer is left at "all". */
function readAddress(selects: readonly HTMLSelectElement[]): void {
  const wishes = new URLSearchParams(location.search);
  for (const select of selects) {
    const wish = wishes.get(select.name) ?? '';
    select.value = [...select.options].some((option) => option.value === wish) ? wish : '';
  }
}

function writeAddress(selects: readonly HTMLSelectElement[]): void {
  // What else the address says, such as the currency of the link that led here, stays.
  const wishes = new URLSearchParams(location.search);
  for (const { name, value } of selects) {
    if (value === '') wishes.delete(name);
    else wishes.set(name, value);
  }
  history.replaceState(null, '', wishes.size > 0 ? `?${wishes}` : location.pathname);
}

function showPieces(form: HTMLFormElement, list: Element, inHouseOrder: readonly HTMLLIElement[]): void {
  const chosen = new FormData(form);
  const sort = String(chosen.get('sort') ?? '');
  const filters = [...chosen].filter(([name, value]) => name !== 'sort' && value !== '');

  let shown = 0;
  for (const piece of inHouseOrder) {
    const passed: Record<string, readonly string[]> = JSON.parse(piece.dataset['passes'] ?? '{}');
    piece.hidden = !filters.every(([name, value]) => passed[name]?.includes(String(value)));
    if (!piece.hidden) shown += 1;
  }
  list.append(...sorted(inHouseOrder, sort));

  const count = form.querySelector<HTMLElement>('[data-count]');
  const all = inHouseOrder.length;
  const words =
    shown === all
      ? plural('{1} piece', '{1} pieces', all)
      : plural('{2} of {1} piece', '{2} of {1} pieces', all, shown);
  if (count && count.textContent !== words) count.textContent = words;
  form.querySelector('[data-clear]')?.toggleAttribute('hidden', filters.length === 0 && sort === '');
  document.querySelector('[data-none]')?.toggleAttribute('hidden', shown > 0);
}

function sorted(pieces: readonly HTMLLIElement[], sort: string): readonly HTMLLIElement[] {
  const place = currencies.indexOf(readCurrency());
  const price = (piece: HTMLLIElement) => Number(piece.dataset['prices']?.split(' ')[place]);
  const name = (piece: HTMLLIElement) => piece.dataset['name'] ?? '';
  if (sort === 'price-up') return pieces.toSorted((one, other) => price(one) - price(other));
  if (sort === 'price-down') return pieces.toSorted((one, other) => price(other) - price(one));
  if (sort === 'name') return pieces.toSorted((one, other) => name(one).localeCompare(name(other), locale()));
  return pieces;
}
