import { currencies, formatMoney } from '../../catalog/money.ts';
import { type Entry, type Group, groups } from '../../search/entry.ts';

/** Draws the answers, group by group, from the page's templates. */

export interface Shown {
  /** Of all groups, those that wait behind "more" among them. */
  readonly all: number;
}

/** More than these of a group that is no piece tell nobody anything. */
const mostPlaces = 8;

export function showAnswers(root: HTMLElement, found: readonly Entry[], firstPieces: number): Shown {
  let all = 0;
  for (const group of groups) {
    const own = found.filter((entry) => entry.group === group);
    const most = group === 'piece' ? own.length : Math.min(own.length, mostPlaces);
    all += most;
    showGroup(root, group, own.slice(0, group === 'piece' ? firstPieces : mostPlaces));
    if (group === 'piece') {
      root.querySelector('[data-more]')?.toggleAttribute('hidden', own.length <= firstPieces);
    }
  }
  return { all };
}

function showGroup(root: HTMLElement, group: Group, entries: readonly Entry[]): void {
  const section = root.querySelector<HTMLElement>(`[data-group="${group}"]`);
  const list = section?.querySelector('ul');
  if (!section || !list) return;
  section.hidden = entries.length === 0;
  // What stays is left in its place, so that a focus on it and a photograph that has come stay too.
  const before = new Map([...list.children].map((item) => [(item as HTMLElement).dataset['address'], item]));
  list.replaceChildren(...entries.map((entry) => before.get(entry.address) ?? draw(entry)));
}

function draw(entry: Entry): HTMLElement {
  const kind = entry.group === 'piece' ? 'piece' : 'place';
  const template = document.querySelector<HTMLTemplateElement>(`template[data-answer="${kind}"]`);
  const item = template?.content.firstElementChild?.cloneNode(true) as HTMLElement;
  item.dataset['address'] = entry.address;
  item.querySelector('[data-link]')?.setAttribute('href', entry.address);
  write(item, '[data-title]', entry.title);
  write(item, '[data-label]', entry.label);
  if (entry.photograph) item.querySelector('img')?.setAttribute('src', entry.photograph);
  const { prices } = entry;
  if (prices) {
    for (const from of item.querySelectorAll('[data-from]')) from.toggleAttribute('hidden', entry.hasOnePrice);
    for (const currency of currencies) write(item, `[data-in="${currency}"]`, formatMoney(prices[currency], currency));
  }
  return item;
}

function write(item: HTMLElement, place: string, words: string): void {
  const element = item.querySelector(place);
  if (element) element.textContent = words;
}
