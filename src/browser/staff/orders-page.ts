/**
 * The desk's orders: what to do, a state, or what was looked for. What is shown stands in the page's own address, so
 * that it can be kept and gone back to; an e-mail address does not.
 */
import type { WorkLine, WorkList } from '../../api/work-list-answers.ts';
import { formatMoney } from '../../catalog/money.ts';
import { orderWords, refundedWords } from '../../orders/order-words.ts';
import { apiPaths, paths } from '../../paths.ts';
import { copyOf, part, setText } from '../part.ts';
import { type DeskReply, getFromDesk, postToDesk } from './ask-desk.ts';
import { moveThroughList } from './list-keys.ts';
import { openDesk, whatWentWrong } from './open-desk.ts';

const filters = ['state', 'country', 'delivery'] as const;
const dayMilliseconds = 24 * 60 * 60_000;
const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

const work = part(document, 'work', HTMLElement);
const list = part(work, 'list', HTMLElement);
const more = part(work, 'more', HTMLButtonElement);
const filter = part(work, 'filter', HTMLFormElement);
const search = part(work, 'search', HTMLFormElement);
/** An e-mail address that is looked for: the page's address has no place for it. */
let soughtEmail = '';
/** Where the next page of the list begins. */
let next: string | undefined;
/** Which look is the newest: an older one must not draw over it. */
let current = 0;

filter.addEventListener('submit', (event) => {
  event.preventDefault();
  const wish = new FormData(filter);
  go(new URLSearchParams(filters.flatMap((name) => (wish.get(name) ? [[name, String(wish.get(name))]] : []))));
});
search.addEventListener('submit', (event) => {
  event.preventDefault();
  const words = String(new FormData(search).get('find')).trim();
  if (words.includes('@')) go(new URLSearchParams(), words);
  else go(new URLSearchParams({ find: words }));
});
more.addEventListener('click', () => void show(next));
addEventListener('popstate', () => {
  soughtEmail = '';
  fillForms();
  void show();
});
moveThroughList(list, part(search, 'find-field', HTMLInputElement));

openDesk(async () => {
  fillForms();
  await show();
});

function go(query: URLSearchParams, email = ''): void {
  soughtEmail = email;
  history.pushState(null, '', query.size > 0 ? `?${query}` : location.pathname);
  fillForms();
  void show();
}

function fillForms(): void {
  const query = new URLSearchParams(location.search);
  for (const name of filters) {
    const field = filter.elements.namedItem(name);
    if (field instanceof HTMLSelectElement) field.value = query.get(name) ?? '';
  }
  part(search, 'find-field', HTMLInputElement).value = soughtEmail || (query.get('find') ?? '');
}

/** @param after where the page begins; the list is drawn anew without it */
async function show(after?: string): Promise<void> {
  current += 1;
  const mine = current;
  const said = part(work, 'list-said', HTMLElement);
  setText(said, 'We are looking.');
  const sought = soughtEmail || (new URLSearchParams(location.search).get('find') ?? '');
  filter.hidden = sought !== '';
  part(search, 'back', HTMLElement).hidden = sought === '';
  const reply = await ask(sought, after);
  if (mine !== current) return;
  if (reply.state !== 'answered') {
    if (!after) list.replaceChildren();
    more.hidden = true;
    return setText(said, whatWentWrong(reply));
  }
  const lines = reply.answer.orders.map(drawLine);
  if (after) list.append(...lines);
  else list.replaceChildren(...lines);
  next = reply.answer.next;
  more.hidden = next === undefined;
  setText(said, summary(list.children.length, next !== undefined, sought !== ''));
  // Whoever pressed the button for more goes on with what has come.
  if (after) lines[0]?.querySelector('a')?.focus();
}

function ask(sought: string, after: string | undefined): Promise<DeskReply<WorkList>> {
  if (sought) return postToDesk(apiPaths.staffOrderSearch, { words: sought, ...(after ? { after } : {}) });
  const query = new URLSearchParams(location.search);
  const wish = new URLSearchParams(filters.map((name) => [name, query.get(name) ?? '']));
  if (after) wish.set('after', after);
  return getFromDesk(`${apiPaths.staffOrders}?${wish}`);
}

function summary(shown: number, isMore: boolean, isSought: boolean): string {
  if (shown === 0) return isSought ? 'No order is found by this.' : 'Nothing is here.';
  const orders = shown === 1 ? '1 order' : `${shown} orders`;
  return isMore ? `The first ${orders}.` : `${orders}.`;
}

function drawLine(line: WorkLine): HTMLElement {
  const element = copyOf(work, 'line');
  const write = (name: string, words: string) => setText(part(element, name, HTMLElement), words);
  write('todo', todoOf(line));
  write('age', ageOf(line));
  const open = part(element, 'open', HTMLAnchorElement);
  open.href = paths.staffOrder(line.number);
  setText(open, line.number);
  write('pieces', line.pieces.map(pieceWords).join('; '));
  write(
    'where',
    `${countries.of(line.country) ?? line.country}, ${line.deliveryName}, ${formatMoney(line.totalMinor, line.currency)}`,
  );
  const flags = [
    line.isFlagged ? 'flagged' : '',
    line.giftWrap ? 'gift wrap' : '',
    refundedWords(line.refundedMinor, line.totalMinor),
    line.isRestricted ? 'the data is restricted' : '',
  ].filter(Boolean);
  write('flags', flags.join(', '));
  return element;
}

function pieceWords({ name, variant, quantity }: WorkLine['pieces'][number]): string {
  return `${quantity > 1 ? `${quantity} × ` : ''}${name}${variant ? `, ${variant}` : ''}`;
}

/** What somebody has to do; where nobody has, how it stands. */
function todoOf({ turn, state, isDisputed }: WorkLine): string {
  if (isDisputed) return 'Answer the bank';
  switch (turn) {
    case 'begin':
      return state === 'paid' ? 'Prepare it' : 'Look at it, then release it';
    case 'settle':
      return state === 'lost' ? 'Send again, or pay back' : 'Pay back';
    case 'send':
      return state === 'preparing' ? 'Send it' : 'Send the rest';
    case 'ask-carrier':
      return 'Ask the carrier';
    case 'none':
      return orderWords[state];
  }
}

function ageOf({ paidAt }: WorkLine): string {
  const days = Math.floor(Date.now() / dayMilliseconds) - Math.floor(Date.parse(paidAt) / dayMilliseconds);
  if (days <= 0) return 'Paid today';
  return days === 1 ? 'Paid yesterday' : `Paid ${days} days ago`;
}
