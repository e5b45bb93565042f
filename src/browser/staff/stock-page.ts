/** The stock at the desk: a line for each piece; opened, it says what is held and why, what was counted, and counts anew. */
import { dayInWords } from '../../api/day-in-words.ts';
import type { DeskPiece, DeskStock, StockChangeAsked, StockChanged, StockHistory } from '../../api/stock-answers.ts';
import { apiPaths } from '../../paths.ts';
import { copyOf, part, setText } from '../part.ts';
import { getFromDesk, postToDesk } from './ask-desk.ts';
import { openDesk, whatWentWrong } from './open-desk.ts';

const work = part(document, 'work', HTMLElement);
const list = part(work, 'list', HTMLElement);
const more = part(work, 'more', HTMLButtonElement);
const find = part(work, 'find', HTMLInputElement);
const said = part(work, 'stock-said', HTMLElement);
/** By SKU, as the build has written them into the page. */
const catalogue: Readonly<Record<string, { readonly name: string; readonly prices: readonly string[] }>> = JSON.parse(
  work.dataset['pieces'] ?? '{}',
);
const timeOfDay = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
let next: string | undefined;

more.addEventListener('click', () => void show(next));
find.addEventListener('input', filter);

openDesk(async ({ role }) => {
  const isTheirs = role === 'fulfilment' || role === 'owner';
  part(work, 'nothing-yours', HTMLElement).hidden = isTheirs;
  part(work, 'all', HTMLElement).hidden = !isTheirs;
  if (isTheirs) await show();
});

async function show(after?: string): Promise<void> {
  setText(said, 'We are looking.');
  const reply = await getFromDesk<DeskStock>(after ? `${apiPaths.staffStock}?after=${after}` : apiPaths.staffStock);
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  const lines = reply.answer.pieces.map(drawPiece);
  if (after) list.append(...lines);
  else list.replaceChildren(...lines);
  next = reply.answer.next;
  more.hidden = next === undefined;
  filter();
}

function filter(): void {
  const words = find.value.trim().toLowerCase();
  const lines = [...list.querySelectorAll('details')];
  for (const line of lines) line.hidden = !(line.dataset['words'] ?? '').includes(words);
  const shown = lines.filter((line) => !line.hidden).length;
  setText(said, shown === 1 ? '1 piece.' : `${shown} pieces.`);
}

function drawPiece(piece: DeskPiece): HTMLElement {
  const element = copyOf(work, 'piece');
  const { sku } = piece;
  const { name, prices } = catalogue[sku] ?? { name: 'No longer in the catalogue', prices: [] };
  element.dataset['words'] = `${name} ${sku}`.toLowerCase();
  setText(part(element, 'name', HTMLElement), name);
  setText(part(element, 'sku', HTMLElement), sku);
  drawCounts(element, piece.onHand, piece.held);
  setText(part(element, 'waiting', HTMLElement), waitingInWords(piece.waiting));
  part(element, 'holds-part', HTMLElement).hidden = piece.holds.length === 0;
  part(element, 'holds', HTMLElement).replaceChildren(
    ...piece.holds.map(({ number, quantity, why, until }) => {
      const what = why === 'bank' ? 'paid, and the bank takes days to say so' : 'somebody is paying';
      return entry(
        `${quantity} for ${number}: ${what}. Until ${timeOfDay.format(new Date(until))} on ${dayInWords(until)}.`,
      );
    }),
  );
  part(element, 'prices-part', HTMLElement).hidden = prices.length === 0;
  part(element, 'prices', HTMLElement).replaceChildren(...prices.map(entry));
  element.addEventListener('toggle', () => {
    if (element.hasAttribute('open')) void showHistory(element, sku);
  });
  prepareCount(element, piece);
  return element;
}

function waitingInWords(waiting: number): string {
  if (waiting === 0) return '';
  return waiting === 1
    ? 'One person waits to be told that it is back.'
    : `${waiting} people wait to be told that it is back.`;
}

function drawCounts(element: HTMLElement, onHand: number, held: number): void {
  setText(part(element, 'on-hand', HTMLElement), String(onHand));
  setText(part(element, 'held', HTMLElement), String(held));
  setText(part(element, 'free', HTMLElement), String(onHand - held));
}

async function showHistory(element: HTMLElement, sku: string): Promise<void> {
  const told = part(element, 'history-said', HTMLElement);
  const reply = await getFromDesk<StockHistory>(pathOf(sku));
  if (reply.state !== 'answered') return setText(told, whatWentWrong(reply));
  const { changes } = reply.answer;
  setText(told, changes.length === 0 ? 'Nothing yet but what there was when the shop opened.' : '');
  part(element, 'history', HTMLElement).replaceChildren(
    ...changes.map(({ at, kind, quantity, onHandAfter, reason, role }) => {
      const by = `${kind === 'arrival' ? 'Arrival' : 'Correction'} of ${signed(quantity)}, to ${onHandAfter}`;
      return entry(`${dayInWords(at)}. ${by}. ${reason} (${role.replace('-', ' ')})`);
    }),
  );
}

/** What is to be counted is said once more, and done only on a yes. */
function prepareCount(element: HTMLElement, { sku, held }: DeskPiece): void {
  const form = part(element, 'change', HTMLFormElement);
  const sure = part(form, 'sure', HTMLElement);
  const told = part(form, 'change-said', HTMLElement);
  const ask = part(form, 'ask', HTMLButtonElement);
  let wish: StockChangeAsked | undefined;
  const close = () => {
    wish = undefined;
    sure.hidden = true;
    ask.hidden = false;
  };
  form.addEventListener('input', close);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = new FormData(form);
    const kind = given.get('kind') === 'arrival' ? 'arrival' : 'correction';
    const quantity = Number(given.get('quantity'));
    wish = { id: crypto.randomUUID(), kind, quantity, reason: String(given.get('reason')).trim() };
    if (quantity === 0 || (kind === 'arrival' && quantity < 0)) {
      return setText(told, kind === 'arrival' ? 'An arrival is of one or more.' : 'Nothing would change.');
    }
    setText(told, '');
    const now = Number(part(element, 'on-hand', HTMLElement).textContent);
    setText(
      part(sure, 'sure-words', HTMLElement),
      `${signed(quantity)} of ${sku}: ${now + quantity} will be in the house.`,
    );
    sure.hidden = false;
    ask.hidden = true;
    part(sure, 'sure-words', HTMLElement).focus();
  });
  part(sure, 'no', HTMLButtonElement).addEventListener('click', () => {
    close();
    ask.focus();
  });
  part(sure, 'yes', HTMLButtonElement).addEventListener('click', async () => {
    if (!wish) return;
    const reply = await postToDesk<StockChanged>(pathOf(sku), wish);
    // After no answer the same wish may be sent again: it is counted once.
    if (reply.state !== 'answered') return setText(told, whatWentWrong(reply));
    close();
    form.reset();
    setText(told, reply.answer.said);
    drawCounts(element, reply.answer.onHand, held);
    ask.focus();
    await showHistory(element, sku);
  });
}

function pathOf(sku: string): string {
  return apiPaths.staffStockOf.replace(':sku', sku);
}

function signed(quantity: number): string {
  return quantity > 0 ? `+${quantity}` : `−${-quantity}`;
}

function entry(words: string): HTMLElement {
  const element = copyOf(work, 'entry');
  element.textContent = words;
  return element;
}
