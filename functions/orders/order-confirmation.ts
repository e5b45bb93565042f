import { countryName, deliveryOption } from '../../src/catalog/delivery.ts';
import { formatMoney } from '../../src/catalog/money.ts';
import { paths } from '../../src/paths.ts';
import { contacts } from '../../src/policy/rights.ts';
import { composeLetter, type Letter, type LetterRow } from '../mail/letter.ts';
import type { OutboxRow } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import { signOrderLink } from './order-link.ts';
import { type Order, type OrderLine, selectOrder, selectOrderLines } from './queries.ts';

/** One order's confirmation: the durable record of the contract, with everything bought, paid and promised in it. */
export async function orderConfirmation(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const order = await selectOrder(shop.database, row.subject_id);
  if (!order) return undefined;
  const lines = await selectOrderLines(shop.database, order.number);
  const { orderLinkSecret, siteOrigin } = shop.config;
  const address = new URL(paths.order(await signOrderLink(orderLinkSecret, order.number)), siteOrigin).href;
  const returns = new URL(paths.delivery, siteOrigin).href;
  const option = deliveryOption(order.country, order.delivery);
  return composeLetter({
    subject: `Your order ${order.number}`,
    parts: [
      { kind: 'paragraph', words: order.name ? `Dear ${order.name},` : 'Good day,' },
      { kind: 'paragraph', words: openingOf(order) },
      { kind: 'rows', rows: rowsOf(order, lines, option?.name ?? 'Delivery') },
      { kind: 'lines', title: 'To', lines: destinationOf(order) },
      {
        kind: 'paragraph',
        words: option ? `${option.name}, ${option.daysFrom} to ${option.daysTo} working days once it has left us.` : '',
      },
      { kind: 'paragraph', words: giftOf(order) },
      {
        kind: 'act',
        label: 'See your order',
        address,
        note: 'Whoever has this link can see the order, so keep it.',
      },
      {
        kind: 'paragraph',
        words: `You may withdraw within 14 days of receiving your pieces, without giving a reason. How, the form, and the pieces that are excepted: ${returns}`,
        address: returns,
      },
      { kind: 'paragraph', words: `Questions about this order or about your data: ${contacts.privacyEmail}` },
    ],
  });
}

function openingOf(order: Order): string {
  return order.state === 'under-review'
    ? 'Thank you. Your payment has arrived. One of us looks at this order by hand before it leaves the house, and writes to you.'
    : 'Thank you. Your payment has arrived and the order below is yours. We write again when it leaves the house.';
}

function rowsOf(order: Order, lines: readonly OrderLine[], deliveryName: string): LetterRow[] {
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency);
  return [
    ...lines.map((line) => ({
      title: `${line.quantity} × ${line.name}${line.variant ? `, ${line.variant}` : ''}`,
      amount: money(line.unit_minor * line.quantity),
    })),
    { title: 'Pieces', amount: money(order.subtotal_minor) },
    { title: deliveryName, amount: order.delivery_minor === 0 ? 'Free' : money(order.delivery_minor) },
    { title: 'Total, tax included', amount: money(order.total_minor), isTotal: true },
  ];
}

function destinationOf(order: Order): string[] {
  return [
    order.name,
    order.address_line1,
    order.address_line2,
    [order.postcode, order.city].filter(Boolean).join(' '),
    order.region,
    countryName(order.country, 'en'),
  ].filter(Boolean);
}

function giftOf(order: Order): string {
  if (!order.gift_wrap) return '';
  return `Wrapped as a gift.${order.gift_message ? ` Your message: ${order.gift_message}` : ''}`;
}
