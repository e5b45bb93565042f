import { z } from 'zod';
import { dayInWords } from '../../src/api/day-in-words.ts';
import { formatMoney } from '../../src/catalog/money.ts';
import { nameInWords } from '../../src/catalog/name-in-words.ts';
import { trackingAddress } from '../../src/orders/parcels.ts';
import { paths } from '../../src/paths.ts';
import { contacts } from '../../src/policy/rights.ts';
import { say } from '../../src/words/say.ts';
import { composeLetter, type Letter, type LetterPart } from '../mail/letter.ts';
import type { OutboxRow } from '../mail/queries.ts';
import { signOrderLink } from '../orders/order-link.ts';
import { type Order, selectOrder } from '../orders/queries.ts';
import { selectRefundForLetter } from '../refunds/queries.ts';
import type { Shop } from '../shop.ts';
import { selectParcelForLetter } from './queries.ts';

/**
 * What the shopper hears of an order after its confirmation, each once: one letter a parcel, one a refund. Which step
 * sends which, and which is silent, stands in docs/letters.md.
 */

const pieces = z.array(z.object({ name: z.string(), variant: z.string(), quantity: z.int() }));

/** The confirmation has said that one of the house looks at it, and writes. */
export async function orderReleased(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const order = await selectOrder(shop.database, row.subject_id);
  if (!order || hasEnded(order)) return undefined;
  return aboutOrder(shop, order, say`We have looked at your order: ${order.number}`, [
    {
      kind: 'paragraph',
      words: say`All is as it should be, and nothing is asked of you. We prepare it now, and write when it leaves the house.`,
    },
  ]);
}

export async function orderShipped(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const parcel = await selectParcelForLetter(shop.database, row.subject_id);
  const order = parcel && (await selectOrder(shop.database, parcel.order_number));
  // The number went with the contact of somebody who was erased: there is nobody to write to.
  if (!parcel || !order || parcel.tracking_number === '') return undefined;
  const { carrier, tracking_number: number } = parcel;
  return aboutOrder(shop, order, say`Your parcel is on its way: ${order.number}`, [
    { kind: 'paragraph', words: say`${carrier} has it, under the number ${number}. In it:` },
    piecesPart(parcel.pieces),
    {
      kind: 'paragraph',
      words:
        order.state === 'partly-shipped'
          ? say`The other pieces of your order follow. You have a letter for them too.`
          : '',
    },
    {
      kind: 'act',
      label: say`Follow your parcel`,
      address: trackingAddress(carrier, number),
      note: say`This leads to the page of ${carrier}, which knows where the parcel is. It may take some hours until the number is known there.`,
    },
  ]);
}

/** Until the shopper has the pieces in hand their loss is the house's: Directive 2011/83/EU, Art. 20. */
export async function parcelLost(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const parcel = await selectParcelForLetter(shop.database, row.subject_id);
  const order = parcel && (await selectOrder(shop.database, parcel.order_number));
  // It has turned up since, or its person was erased.
  if (!parcel || !order || parcel.lost_at === null || parcel.tracking_number === '') return undefined;
  const lines = piecesPart(parcel.pieces);
  return aboutOrder(shop, order, say`Your parcel is lost: ${order.number}`, [
    {
      kind: 'paragraph',
      words: say`We are sorry. ${parcel.carrier} can’t say where the parcel of ${dayInWords(parcel.shipped_at)} is, and since ${dayInWords(parcel.lost_at)} we take it for lost. Its number is ${parcel.tracking_number}. In it:`,
    },
    lines,
    {
      kind: 'paragraph',
      words: hasEnded(order)
        ? say`You need not send these pieces back, and what is to be paid back does not wait for them.`
        : say`We send you the same pieces once more, at our cost; where there are none any more, we pay back what you paid for them. If you would rather have the one or the other, write to us before it has left.`,
    },
    {
      kind: 'paragraph',
      words: say`You need not wait for the carrier, search, or claim anything: until a piece is in your hands its loss is ours. You have a letter when the new parcel or the money has left us.`,
    },
    {
      kind: 'paragraph',
      words: say`Should the lost parcel reach you after all, keep it and write to us.`,
    },
  ]);
}

export async function orderDelivered(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const order = await selectOrder(shop.database, row.subject_id);
  if (!order) return undefined;
  const returns = new URL(paths.delivery, shop.config.siteOrigin).href;
  return aboutOrder(shop, order, say`Your order has arrived: ${order.number}`, [
    { kind: 'paragraph', words: say`The carrier tells us that all of it is with you. We hope that it gives you joy.` },
    {
      kind: 'paragraph',
      words: say`Has something not arrived, or is it not as it should be? Write to us, and we see to it.`,
    },
    {
      kind: 'paragraph',
      words: say`From the day on which the last piece arrived you have 14 days to withdraw, without giving a reason. How, and the pieces that are excepted: ${returns}`,
      address: returns,
    },
  ]);
}

/** Sent back by the carrier, or brought back. What a withdrawal brings back has letters of its own. */
export async function orderReturned(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const order = await selectOrder(shop.database, row.subject_id);
  if (order?.state !== 'returned') return undefined;
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency);
  return aboutOrder(shop, order, say`Your pieces are back with us: ${order.number}`, [
    { kind: 'paragraph', words: say`What we sent for this order has come back to the house.` },
    {
      kind: 'paragraph',
      words:
        order.refunded_minor < order.total_minor
          ? say`We look at the pieces and pay back what is yours, the way it was paid. You have a letter when that has left us. If you would rather have them sent again, write to us.`
          : say`All of it is paid back already, so there is nothing more to do.`,
    },
    {
      kind: 'rows',
      rows: [
        { title: say`You paid`, amount: money(order.total_minor) },
        { title: say`Paid back until now`, amount: money(order.refunded_minor), isTotal: true },
      ],
    },
  ]);
}

export async function orderCancelled(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const order = await selectOrder(shop.database, row.subject_id);
  if (!order) return undefined;
  const back = order.refunded_minor > 0;
  const money = formatMoney(order.refunded_minor, order.currency);
  return aboutOrder(shop, order, say`Your order is cancelled: ${order.number}`, [
    { kind: 'paragraph', words: say`Nothing of it will be sent.` },
    {
      kind: 'paragraph',
      words: back
        ? say`${money} goes back the way it was paid. We write once more when it has left us; your bank may then take some days.`
        : say`Nothing is left to be paid back.`,
    },
  ]);
}

export async function orderRefunded(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const refund = await selectRefundForLetter(shop.database, row.subject_id);
  const order = refund && (await selectOrder(shop.database, refund.order_number));
  // It has failed since: what would be said here is not so.
  if (!refund || !order || refund.state !== 'succeeded') return undefined;
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency);
  const lines = piecesPart(refund.pieces);
  return aboutOrder(shop, order, say`${money(refund.amount_minor)} goes back to you: ${order.number}`, [
    {
      kind: 'paragraph',
      words: say`We have paid it back the way it was paid. It takes your bank some days, five to ten with most, to show it.`,
    },
    ...(lines.kind === 'lines' && lines.lines.length > 0 ? [{ ...lines, title: say`Paid back for` }] : []),
    {
      kind: 'rows',
      rows: [
        { title: say`You paid`, amount: money(order.total_minor) },
        { title: say`Paid back in all`, amount: money(order.refunded_minor), isTotal: true },
      ],
    },
  ]);
}

/** Nothing of it is to be sent any more. */
function hasEnded({ state }: Order): boolean {
  return state === 'cancelled' || state === 'withdrawn' || state === 'returned';
}

async function aboutOrder(shop: Shop, order: Order, subject: string, parts: readonly LetterPart[]): Promise<Letter> {
  const { orderLinkSecret, siteOrigin } = shop.config;
  const address = new URL(paths.order(await signOrderLink(orderLinkSecret, order.number)), siteOrigin).href;
  return composeLetter({
    subject,
    parts: [
      { kind: 'paragraph', words: order.name ? say`Dear ${order.name},` : say`Good day,` },
      ...parts,
      {
        kind: 'act',
        label: say`See your order`,
        address,
        note: say`Whoever has this link can see the order, so keep it.`,
      },
      { kind: 'paragraph', words: say`Questions about this order or about your data: ${contacts.privacyEmail}` },
    ],
  });
}

/** @param json as the database makes it of the lines */
function piecesPart(json: string): LetterPart {
  const lines = pieces.parse(JSON.parse(json));
  return {
    kind: 'lines',
    lines: lines.map(({ name, variant, quantity }) => `${quantity} × ${nameInWords(name, variant)}`),
  };
}
