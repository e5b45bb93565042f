/** An order in the desk's words and parts. */
import { dayInWords } from '../../api/day-in-words.ts';
import type { StaffOrder, StaffOrderLine, StaffParcel } from '../../api/staff-orders.ts';
import type { CatalogItem } from '../../catalog/item.ts';
import { formatMoney } from '../../catalog/money.ts';
import { sourceWords } from '../../orders/order-sources.ts';
import { orderWords } from '../../orders/order-words.ts';
import { paths } from '../../paths.ts';
import { getJson } from '../ask.ts';
import { copyOf, part, setText } from '../part.ts';
import { addressLines } from './order-address.ts';

const refundStates = {
  claimed: 'set aside; Stripe has not answered yet',
  pending: 'on its way back',
  succeeded: 'paid back',
  failed: 'refused by Stripe',
} as const satisfies Record<StaffOrder['refunds'][number]['state'], string>;

const doers = {
  staff: 'the house',
  shopper: 'the shopper',
  carrier: 'the carrier',
  stripe: 'Stripe',
  shop: 'the shop by itself',
} as const satisfies Record<StaffOrder['history'][number]['by'], string>;

export function drawOrder(root: ParentNode, order: StaffOrder): void {
  const { number, currency, customer } = order;
  const money = (minor: number) => formatMoney(minor, currency);
  setText(part(root, 'title', HTMLElement), number);
  setText(part(root, 'state', HTMLElement), orderWords[order.state]);
  setText(part(root, 'paid', HTMLElement), dayInWords(order.paidAt));
  drawList(
    root,
    'flags',
    order.flags.map(({ kind, words, since }) => ({
      title: since ? `${kind === 'fraud-settled' ? 'On' : 'Since'} ${dayInWords(since)}` : '',
      words,
    })),
  );
  part(root, 'slip', HTMLAnchorElement).href = paths.staffPapers('slip', number);
  part(root, 'invoice', HTMLAnchorElement).href = paths.staffPapers('invoice', number);
  part(root, 'lines', HTMLElement).replaceChildren(...order.lines.map((line) => drawLine(root, line, money)));
  drawFacts(root, 'sums', [
    ['Pieces', money(order.subtotalMinor)],
    [order.delivery.name, order.deliveryMinor === 0 ? 'Free' : money(order.deliveryMinor)],
    ['Paid', money(order.totalMinor)],
    ...(order.refundedMinor > 0 ? [['Paid back, or set aside for it', money(order.refundedMinor)] as const] : []),
  ]);
  setText(part(root, 'address', HTMLElement), addressLines(customer).join('\n') || 'Name and address are locked away.');
  drawFacts(root, 'facts', factsOf(order));
  drawWhatsApp(root, order);
  drawParcels(root, order);
  drawRefunds(root, order, money);
  drawList(
    root,
    'steps',
    order.history.map(({ at, said, by, role, note }) => ({
      title: `${dayInWords(at)}, by ${role ? role.replace('-', ' ') : doers[by]}`,
      words: `${said}.${note ? ` ${note}` : ''}`,
    })),
  );
}

function factsOf({ customer, giftWrap, giftMessage, deliveredAt, source }: StaffOrder): (readonly [string, string])[] {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Telephone', customer.phone],
    ['E-mail', customer.email],
    ['Made', sourceWords[source]],
    ['Gift', giftWrap ? 'Wrapped' : ''],
    ['Words on the card', giftMessage],
    ['Delivered', deliveredAt && dayInWords(deliveredAt)],
  ];
  return facts.flatMap(([name, words]) => (words ? [[name, words] as const] : []));
}

function drawWhatsApp(root: ParentNode, { whatsApp }: StaffOrder): void {
  part(root, 'whatsapp-part', HTMLElement).hidden = whatsApp === undefined;
  // One that belongs to another order must not stay behind.
  part(root, 'whatsapp', HTMLAnchorElement).href = whatsApp ?? paths.staffOrder();
}

function drawLine(root: ParentNode, line: StaffOrderLine, money: (minor: number) => string): HTMLElement {
  const element = copyOf(root, 'piece');
  const { sku, quantity, remaining, refunded, restocked } = line;
  setText(part(element, 'name', HTMLElement), pieceWords(line));
  setText(part(element, 'sku', HTMLElement), sku);
  const standing = [
    remaining === 0 ? 'sent' : remaining < quantity ? `${remaining} to be sent` : '',
    refunded > 0 ? `${refunded} paid back` : '',
    restocked > 0 ? `${restocked} back in stock` : '',
  ];
  setText(part(element, 'standing', HTMLElement), standing.filter(Boolean).join(', '));
  setText(part(element, 'price', HTMLElement), money(line.unitMinor * quantity));
  void drawPhotograph(part(element, 'photograph', HTMLImageElement), sku);
  return element;
}

export function pieceWords({ name, variant, quantity }: Pick<StaffOrderLine, 'name' | 'variant' | 'quantity'>): string {
  return `${quantity > 1 ? `${quantity} × ` : ''}${name}${variant ? `, ${variant}` : ''}`;
}

async function drawPhotograph(image: HTMLImageElement, sku: string): Promise<void> {
  const reply = await getJson<CatalogItem>(paths.catalogItem(sku));
  // What the house has stopped selling has no photograph any more.
  if (reply.state !== 'answered') return;
  image.src = reply.answer.photograph.src;
  image.alt = reply.answer.photograph.alt;
  image.hidden = false;
}

function drawParcels(root: ParentNode, { parcels, lines }: StaffOrder): void {
  part(root, 'parcels-part', HTMLElement).hidden = parcels.length === 0;
  const entries = drawList(
    root,
    'parcels',
    parcels.map((parcel) => ({
      title: `${parcelWords(parcel)}. `,
      words: parcel.lines
        .map(({ position, quantity }) => {
          const line = lines.find((one) => one.position === position);
          return line ? pieceWords({ ...line, quantity }) : '';
        })
        .join('\n'),
    })),
  );
  parcels.forEach(({ carrier, trackingNumber, address }, place) => {
    const link = copyOf(root, 'tracking');
    if (!address || !(link instanceof HTMLAnchorElement)) return;
    link.href = address;
    link.textContent = `${carrier} ${trackingNumber}`;
    entries[place]?.querySelector('[data-part="title"]')?.append(link);
  });
}

function parcelWords({ shippedAt, deliveredAt, lostAt }: StaffParcel): string {
  if (deliveredAt) return `Arrived on ${dayInWords(deliveredAt)}`;
  if (lostAt) return `Lost, as of ${dayInWords(lostAt)}`;
  return `On its way since ${dayInWords(shippedAt)}`;
}

function drawRefunds(root: ParentNode, { refunds }: StaffOrder, money: (minor: number) => string): void {
  part(root, 'refunds-part', HTMLElement).hidden = refunds.length === 0;
  drawList(
    root,
    'refunds',
    refunds.map(({ amountMinor, state, reason, createdAt, failure }) => ({
      title: `${dayInWords(createdAt)}, ${reason}`,
      words: `${money(amountMinor)}: ${refundStates[state]}.${failure ? ` (${failure})` : ''}`,
    })),
  );
}

function drawFacts(root: ParentNode, name: string, facts: readonly (readonly [string, string])[]): void {
  part(root, name, HTMLElement).replaceChildren(
    ...facts.map(([term, words]) => {
      const element = copyOf(root, 'fact');
      const [dt, dd] = element.children;
      if (dt) dt.textContent = term;
      if (dd) dd.textContent = words;
      return element;
    }),
  );
}

function drawList(root: ParentNode, name: string, entries: readonly { title: string; words: string }[]): HTMLElement[] {
  const elements = entries.map(({ title, words }) => {
    const element = copyOf(root, 'entry');
    setText(part(element, 'title', HTMLElement), title);
    part(element, 'title', HTMLElement).hidden = title === '';
    setText(part(element, 'text', HTMLElement), words);
    return element;
  });
  part(root, name, HTMLElement).replaceChildren(...elements);
  return elements;
}
