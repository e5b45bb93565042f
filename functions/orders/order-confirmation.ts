import { countryName, deliveryOption } from '../../src/catalog/delivery.ts';
import { formatMoney } from '../../src/catalog/money.ts';
import { nameInWords } from '../../src/catalog/name-in-words.ts';
import {
  withdrawalForm,
  withdrawalFormEnd,
  withdrawalFormTitle,
  withdrawalFormUse,
} from '../../src/orders/withdrawal-form.ts';
import { paths } from '../../src/paths.ts';
import { contacts } from '../../src/policy/rights.ts';
import { say, sayKnown } from '../../src/words/say.ts';
import { composeLetter, type Letter, type LetterPart, type LetterRow } from '../mail/letter.ts';
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
    subject: say`Your order ${order.number}`,
    parts: [
      { kind: 'paragraph', words: order.name ? say`Dear ${order.name},` : say`Good day,` },
      { kind: 'paragraph', words: openingOf(order) },
      { kind: 'rows', rows: rowsOf(order, lines, option?.name ?? say`Delivery`) },
      { kind: 'lines', title: say`To`, lines: destinationOf(order) },
      {
        kind: 'paragraph',
        words: option
          ? say`${option.name}, ${option.daysFrom} to ${option.daysTo} working days once it has left us.`
          : '',
      },
      { kind: 'paragraph', words: giftOf(order) },
      {
        kind: 'act',
        label: say`See your order`,
        address,
        note: say`Whoever has this link can see the order, so keep it.`,
      },
      ...whatTheLawKeeps(returns, new URL(paths.withdrawal(), siteOrigin).href),
      { kind: 'paragraph', words: say`Questions about this order or about your data: ${contacts.privacyEmail}` },
    ],
  });
}

/**
 * What a link alone would not keep for the shopper: Directive 2011/83/EU, Art. 8(7), and CJEU C-49/11. The words are
 * those of Annex I(A), as the house keeps to them.
 */
function whatTheLawKeeps(returns: string, withdrawal: string): readonly LetterPart[] {
  return [
    {
      kind: 'paragraph',
      words: say`You may withdraw from this order, or from a part of it, within 14 days of receiving your pieces, without giving a reason. Sending it within the days is enough: in plain words, by the form below, or by pressing Withdraw from contract here: ${withdrawal}`,
      address: withdrawal,
    },
    {
      kind: 'paragraph',
      words: say`We pay back what you paid, with the least expensive delivery that we offered, within 14 days of hearing from you, by the way in which you paid; we may wait until the pieces are back or on their way. Send them within 14 days of telling us; the way back costs you nothing. You answer for a loss in value only where a piece was handled more than trying it in a shop needs. The pieces that are excepted: ${returns}`,
      address: returns,
    },
    {
      kind: 'paragraph',
      words: say`The law's guarantee of conformity applies to every piece, in the European Union for at least two years from delivery. Neither we nor our makers offer a further guarantee of durability.`,
    },
    {
      kind: 'lines',
      title: sayKnown(withdrawalFormTitle),
      lines: [
        sayKnown(withdrawalFormUse),
        ...withdrawalForm(`${contacts.controller}, ${contacts.privacyEmail}`),
        sayKnown(withdrawalFormEnd),
      ],
    },
  ];
}

function openingOf(order: Order): string {
  return order.state === 'under-review'
    ? say`Thank you. Your payment has arrived. One of us looks at this order by hand before it leaves the house, and writes to you.`
    : say`Thank you. Your payment has arrived and the order below is yours. We write again when it leaves the house.`;
}

function rowsOf(order: Order, lines: readonly OrderLine[], deliveryName: string): LetterRow[] {
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency);
  return [
    ...lines.map((line) => ({
      title: `${line.quantity} × ${nameInWords(line.name, line.variant)}`,
      amount: money(line.unit_minor * line.quantity),
    })),
    { title: say`Pieces`, amount: money(order.subtotal_minor) },
    { title: deliveryName, amount: order.delivery_minor === 0 ? say`Free` : money(order.delivery_minor) },
    { title: say`Total, tax included`, amount: money(order.total_minor), isTotal: true },
  ];
}

function destinationOf(order: Order): string[] {
  return [
    order.name,
    order.address_line1,
    order.address_line2,
    [order.postcode, order.city].filter(Boolean).join(' '),
    order.region,
    countryName(order.country),
  ].filter(Boolean);
}

function giftOf(order: Order): string {
  if (!order.gift_wrap) return '';
  return order.gift_message ? say`Wrapped as a gift. Your message: ${order.gift_message}` : say`Wrapped as a gift.`;
}
