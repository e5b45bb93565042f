/** The packing slip or the commercial invoice of an order: one sheet of paper, drawn from the order and the catalogue. */
import { dayInWords } from '../../api/day-in-words.ts';
import type { StaffOrder } from '../../api/staff-orders.ts';
import type { CatalogItem } from '../../catalog/item.ts';
import { formatMoney } from '../../catalog/money.ts';
import {
  type CustomsFacts,
  commercialInvoice,
  type Invoice,
  type InvoiceLine,
} from '../../orders/commercial-invoice.ts';
import { apiPaths, paths } from '../../paths.ts';
import { getJson } from '../ask.ts';
import { copyOf, part, setText } from '../part.ts';
import { postToDesk } from './ask-desk.ts';
import { openDesk, whatWentWrong } from './open-desk.ts';
import { addressLines } from './order-address.ts';

type Paper = 'slip' | 'invoice';
const titles: Readonly<Record<Paper, string>> = { slip: 'Packing slip', invoice: 'Commercial invoice' };
const whys: Readonly<Record<Paper, string>> = { slip: 'the packing slip', invoice: 'the commercial invoice' };

const paperPart = part(document, 'paper', HTMLElement);
const ways = part(document, 'ways', HTMLElement);
const said = part(document, 'paper-said', HTMLElement);
/** Which look is the newest: an older one, of another paper, must not draw over it. */
let current = 0;

part(ways, 'print', HTMLButtonElement).addEventListener('click', () => print());
addEventListener('hashchange', () => void look());
openDesk(look);

async function look(): Promise<void> {
  current += 1;
  const mine = current;
  paperPart.hidden = true;
  ways.hidden = true;
  const named = namedHere();
  if (!named) return setText(said, 'No paper is named here. Open one from an order.');
  setText(said, 'We are looking for it.');
  const { paper, number } = named;
  const address = apiPaths.staffOrderView.replace(':number', encodeURIComponent(number));
  const reply = await postToDesk<StaffOrder>(address, { why: `${whys[paper]} of ${number}` });
  if (mine !== current) return;
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  const facts = await factsOf(reply.answer);
  if (mine !== current) return;
  draw(paper, reply.answer, facts);
}

function namedHere(): { readonly paper: Paper; readonly number: string } | undefined {
  const [paper, number] = decodeURIComponent(location.hash.slice(1)).split('.', 2);
  return number && (paper === 'slip' || paper === 'invoice') ? { paper, number } : undefined;
}

/** What the catalogue says of each piece for customs. What it has no more is left to be written in by hand. */
async function factsOf({ lines }: StaffOrder): Promise<ReadonlyMap<string, CustomsFacts>> {
  const replies = await Promise.all(lines.map(({ sku }) => getJson<CatalogItem>(paths.catalogItem(sku))));
  return new Map(
    replies.flatMap((reply) => (reply.state === 'answered' ? [[reply.answer.sku, reply.answer] as const] : [])),
  );
}

function draw(paper: Paper, order: StaffOrder, facts: ReadonlyMap<string, CustomsFacts>): void {
  const { number } = order;
  const other: Paper = paper === 'slip' ? 'invoice' : 'slip';
  const invoice = commercialInvoice(order, facts);
  const write = (name: string, words: string) => setText(part(paperPart, name, HTMLElement), words);
  document.title = `${titles[paper]} ${number}`;
  paperPart.dataset['paper'] = paper;
  write('paper-title', titles[paper]);
  write('number', number);
  write('day', dayInWords(order.paidAt));
  const to = addressLines(order.customer);
  write('to', [...to, to.length > 0 && paper === 'invoice' ? order.customer.phone : ''].filter(Boolean).join('\n'));
  write('by', order.delivery.name);
  write('parcel-numbers', order.parcels.map(({ trackingNumber }) => trackingNumber).join(', '));
  part(paperPart, 'rows', HTMLElement).replaceChildren(...invoice.lines.map((line) => drawRow(line, invoice)));
  part(paperPart, 'sums', HTMLElement).replaceChildren(...sumsOf(invoice).map(drawSum));
  part(paperPart, 'notes', HTMLElement).replaceChildren(
    ...(paper === 'slip' ? giftNotes(order) : invoice.notes).map((words) => {
      const element = document.createElement('p');
      element.textContent = words;
      return element;
    }),
  );
  const link = part(ways, 'other', HTMLAnchorElement);
  link.href = paths.staffPapers(other, number);
  link.textContent = titles[other];
  part(ways, 'to-order', HTMLAnchorElement).href = paths.staffOrder(number);
  setText(said, '');
  paperPart.hidden = false;
  ways.hidden = false;
}

/** A gift goes without prices; whoever unpacks it reads the card. */
function giftNotes({ giftWrap, giftMessage }: StaffOrder): string[] {
  return [giftWrap ? 'Wrapped as a gift.' : '', giftMessage ? `On the card: ${giftMessage}` : ''].filter(Boolean);
}

function drawRow(line: InvoiceLine, { currency }: Invoice): HTMLElement {
  const row = copyOf(document, 'row');
  const write = (name: string, words: string) => setText(part(row, name, HTMLElement), words);
  write('name', line.description);
  write('sku', line.sku);
  write('code', line.customsCode.replace(/^(\d{4})(\d{2})/, '$1.$2'));
  write('origin', line.madeIn);
  write('weight', line.weightGrams === undefined ? '' : kilograms(line.weightGrams * line.quantity));
  write('quantity', String(line.quantity));
  write('each', formatMoney(line.unitMinor, currency));
  write('value', formatMoney(line.valueMinor, currency));
  return row;
}

function sumsOf(invoice: Invoice): (readonly [string, string])[] {
  const { currency, goodsMinor, deliveryMinor, totalMinor, tax, weightGrams } = invoice;
  return [
    ['Goods', formatMoney(goodsMinor, currency)],
    ['Delivery', formatMoney(deliveryMinor, currency)],
    [`Total in ${currency}`, formatMoney(totalMinor, currency)],
    ...(tax ? [[`${tax.words}, in the total`, formatMoney(tax.minor, currency)] as const] : []),
    ...(weightGrams === undefined ? [] : [['Weight of the pieces with their boxes', kilograms(weightGrams)] as const]),
  ];
}

function drawSum([term, words]: readonly [string, string]): HTMLElement {
  const row = copyOf(document, 'sum');
  const [head, cell] = row.children;
  if (head) head.textContent = term;
  if (cell) cell.textContent = words;
  return row;
}

function kilograms(grams: number): string {
  return `${(grams / 1000).toFixed(2)} kg`;
}
