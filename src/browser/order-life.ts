/** What has happened to an order since it was paid: where it is, and what came back. */

import type { OrderView } from '../api/answers.ts';
import { formatMoney } from '../catalog/money.ts';
import { nameInWords } from '../catalog/name-in-words.ts';
import { say } from '../words/say.ts';
import { dayInWords } from './day-in-words.ts';
import { copyOf, part, setText } from './part.ts';

/** Whether it came to nothing before anything was charged, so that the bag is where to go on. */
export function isAgain({ state, paidAt }: OrderView): boolean {
  return !paidAt && (state === 'expired' || state === 'failed' || state === 'cancelled');
}

export function wordsOfLife(order: OrderView): { said: string; next: string } {
  switch (order.state) {
    case 'preparing':
      return { said: say`It is being prepared.`, next: say`We write to you when it leaves the house.` };
    case 'partly-shipped':
      return { said: say`A part of it is on its way.`, next: say`We write to you when the rest follows.` };
    case 'shipped':
      return { said: say`It is on its way.`, next: say`The carrier knows where it is: the number is below.` };
    case 'delivered':
      return {
        said: order.deliveredAt ? say`It was delivered on ${dayInWords(order.deliveredAt)}.` : say`It was delivered.`,
        next: say`You may withdraw within 14 days of receiving your pieces, without giving a reason.`,
      };
    case 'lost':
      return {
        said: say`A parcel of this order is lost.`,
        next: say`The mistake is not yours: we send it again or pay it back, and write to you.`,
      };
    case 'withdrawn':
      return { said: say`You have withdrawn from it.`, next: say`What you paid goes back the way it was paid.` };
    case 'returned':
      return { said: say`The pieces are back with us.`, next: say`What you are owed goes back the way it was paid.` };
    default:
      return { said: say`This order was cancelled.`, next: say`What you paid goes back the way it was paid.` };
  }
}

export function drawLife(page: HTMLElement, order: OrderView): void {
  const { parcels = [], refunds = [] } = order;
  part(page, 'parcels', HTMLElement).hidden = parcels.length === 0;
  part(page, 'parcel-list', HTMLElement).replaceChildren(
    ...parcels.map((parcel) => {
      const item = copyOf(page, 'parcel');
      drawParcel(item, parcel);
      return item;
    }),
  );
  part(page, 'refunds', HTMLElement).hidden = refunds.length === 0;
  part(page, 'refund-list', HTMLElement).replaceChildren(
    ...refunds.map(({ amountMinor, state, at }) => {
      const item = copyOf(page, 'refund');
      const day = dayInWords(at);
      setText(
        part(item, 'refund-when', HTMLElement),
        state === 'paid-back' ? say`Paid back on ${day}` : say`On its way back`,
      );
      setText(part(item, 'refund-amount', HTMLElement), formatMoney(amountMinor, order.currency));
      return item;
    }),
  );
}

function drawParcel(item: HTMLElement, parcel: NonNullable<OrderView['parcels']>[number]): void {
  const link = part(item, 'parcel-number', HTMLAnchorElement);
  link.hidden = !parcel.address;
  if (parcel.address) link.href = parcel.address;
  setText(link, `${parcel.carrier} ${parcel.trackingNumber}`);
  setText(part(item, 'parcel-said', HTMLElement), whereabouts(parcel));
  const pieces = parcel.pieces.map(({ name, variant, quantity }) => {
    const what = nameInWords(name, variant);
    return quantity === 1 ? what : `${quantity} × ${what}`;
  });
  setText(part(item, 'parcel-pieces', HTMLElement), pieces.join('; '));
}

function whereabouts({ shippedAt, deliveredAt, isLost }: NonNullable<OrderView['parcels']>[number]): string {
  if (deliveredAt) return say`Delivered on ${dayInWords(deliveredAt)}`;
  return isLost ? say`Lost on its way` : say`Left the house on ${dayInWords(shippedAt)}`;
}
