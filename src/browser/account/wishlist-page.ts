/** What the account keeps: each piece as it is sold now, to put into the bag or to let go. */
import type { KeptPiece, KeptPieces, KeptWish } from '../../api/kept-answers.ts';
import { maxLines, maxQuantity } from '../../bag/bag.ts';
import { quantityOf } from '../../bag/change-bag.ts';
import type { CatalogItem } from '../../catalog/item.ts';
import { formatMoney } from '../../catalog/money.ts';
import { apiPaths, paths } from '../../paths.ts';
import { say } from '../../words/say.ts';
import { getJson } from '../ask.ts';
import { addToBag, readBag } from '../bag.ts';
import { onCurrencyChange, readCurrency } from '../currency.ts';
import { copyOf, follow, part, setText } from '../part.ts';
import { getSignedIn, isSignedIn, onSessionElsewhere, postSignedIn } from './session.ts';
import { showPart } from './show-part.ts';

const states = ['looking', 'signed-out', 'unreachable', 'empty', 'filled'];
const list = part(document, 'list', HTMLElement);
const said = part(document, 'said', HTMLElement);
/** What each piece is and costs; `gone` when it is no longer sold. */
const items = new Map<string, CatalogItem | 'gone'>();
let pieces: readonly KeptPiece[] = [];

part(document, 'retry', HTMLButtonElement).addEventListener('click', () => void show());
onSessionElsewhere(() => void show());
onCurrencyChange(() => draw());
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) void show();
});
void show();

async function show(): Promise<void> {
  if (!isSignedIn()) return showPart(states, 'signed-out');
  const reply = await getSignedIn<KeptPieces>(apiPaths.accountKept);
  if (reply.state !== 'answered') return showPart(states, isSignedIn() ? 'unreachable' : 'signed-out');
  const isKnown = await Promise.all(reply.answer.pieces.map(({ sku }) => learn(sku)));
  if (!isKnown.every(Boolean)) return showPart(states, 'unreachable');
  pieces = reply.answer.pieces;
  draw();
  showPart(states, pieces.length > 0 ? 'filled' : 'empty');
}

/** From the file that is deployed with the pages. False where the shop can't be reached. */
async function learn(sku: string): Promise<boolean> {
  if (items.has(sku)) return true;
  const reply = await getJson<CatalogItem>(paths.catalogItem(sku));
  if (reply.state === 'answered') items.set(sku, reply.answer);
  else if (reply.state === 'unreachable' && reply.status === 404) items.set(sku, 'gone');
  return items.has(sku);
}

function draw(): void {
  const elements = follow(
    list,
    pieces.map(({ sku }) => sku),
    makePiece,
  );
  pieces.forEach((piece, place) => {
    const element = elements[place];
    if (element) drawPiece(element, piece);
  });
}

function makePiece(sku: string): HTMLElement {
  const element = copyOf(document, 'piece');
  part(element, 'add', HTMLButtonElement).addEventListener('click', () => add(sku));
  part(element, 'remove', HTMLButtonElement).addEventListener('click', () => void letGo(element, sku));
  return element;
}

function drawPiece(element: HTMLElement, { sku, available }: KeptPiece): void {
  const item = items.get(sku);
  const addButton = part(element, 'add', HTMLButtonElement);
  const name = nameOf(sku);
  setText(part(element, 'name', HTMLElement), name);
  part(element, 'remove', HTMLElement).setAttribute('aria-label', say`Let it go: ${name}`);
  addButton.setAttribute('aria-label', say`Add to bag: ${name}`);
  addButton.hidden = typeof item !== 'object' || available <= 0;
  setText(part(element, 'state', HTMLElement), stateOf(item, available));
  const link = part(element, 'name', HTMLAnchorElement);
  if (typeof item !== 'object') {
    link.removeAttribute('href');
    return;
  }
  link.href = `${paths.piece(item.slug)}#${sku}`;
  setText(part(element, 'variant', HTMLElement), item.variant);
  const currency = readCurrency();
  setText(part(element, 'price', HTMLElement), formatMoney(item.prices[currency], currency));
  const photograph = part(element, 'photograph', HTMLImageElement);
  if (photograph.getAttribute('src') === item.photograph.src) return;
  photograph.alt = item.photograph.alt;
  photograph.src = item.photograph.src;
}

/** Said plainly: what can be had now, and what can't. */
function stateOf(item: CatalogItem | 'gone' | undefined, available: number): string {
  if (typeof item !== 'object') return say`We no longer sell this piece.`;
  if (available <= 0) return say`It is sold out. On its page you can ask to be told when it is back.`;
  return available === 1 ? say`The last one.` : say`In the house.`;
}

function nameOf(sku: string): string {
  const item = items.get(sku);
  return typeof item === 'object' ? item.name : say`Piece ${sku}`;
}

function add(sku: string): void {
  const left = pieces.find((piece) => piece.sku === sku)?.available ?? 0;
  if (quantityOf(readBag(), sku) >= Math.min(left, maxQuantity)) {
    sayOfBag(say`All that we have of it is in your bag already: ${nameOf(sku)}.`);
    return;
  }
  const { outcome } = addToBag(sku, 1);
  if (outcome === 'added') sayOfBag(say`It is in your bag: ${nameOf(sku)}.`);
  else if (outcome === 'quantity-limit')
    sayOfBag(say`Your bag has ${maxQuantity} of it. That is the most for one order.`);
  else sayOfBag(say`Your bag has ${maxLines} different pieces. That is the most for one order.`);
}

/** The focus goes to the next piece, so that it is never lost. */
async function letGo(element: HTMLElement, sku: string): Promise<void> {
  const wish: KeptWish = { sku, kept: false };
  const reply = await postSignedIn<KeptWish>(apiPaths.accountKept, wish);
  if (reply.state !== 'answered') {
    if (!isSignedIn()) return showPart(states, 'signed-out');
    return setText(said, say`We can’t reach the shop right now. It is still kept: ${nameOf(sku)}.`);
  }
  const next = element.nextElementSibling ?? element.previousElementSibling;
  pieces = pieces.filter((piece) => piece.sku !== sku);
  draw();
  setText(said, say`It is let go: ${nameOf(sku)}.`);
  if (pieces.length === 0) return showPart(states, 'empty');
  (next?.querySelector<HTMLElement>('[data-part="remove"]') ?? said).focus();
}

function sayOfBag(words: string): void {
  const link = part(document, 'to-bag', HTMLTemplateElement).content.cloneNode(true);
  said.replaceChildren(`${words} `, link);
}
