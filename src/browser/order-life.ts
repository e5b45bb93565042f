/** What has happened to an order since it was paid: where it is, and what came back. */

import type { OrderView } from '../api/answers.ts';
import { formatMoney } from '../catalog/money.ts';
import { dayInWords } from './day-in-words.ts';
import { copyOf, part, setText } from './part.ts';

/** Whether it came to nothing before anything was charged, so that the bag is where to go on. */
export function isAgain({ state, paidAt }: OrderView): boolean {
  return !paidAt && (state === 'expired' || state === 'failed' || state === 'cancelled');
}

export function wordsOfLife(order: OrderView): { said: string; next: string } {
  switch (order.state) {
    case 'preparing':
      return { said: 'It is being prepared.', next: 'We write to you when it leaves the house.' };
    case 'partly-shipped':
      return { said: 'A part of it is on its way.', next: 'We write to you when the rest follows.' };
    case 'shipped':
      return { said: 'It is on its way.', next: 'The carrier knows where it is: the number is below.' };
    case 'delivered':
      return {
        said: order.deliveredAt ? `It was delivered on ${dayInWords(order.deliveredAt)}.` : 'It was delivered.',
        next: 'You may withdraw within 14 days of receiving your pieces, without giving a reason.',
      };
    case 'lost':
      return {
        said: 'A parcel of this order is lost.',
        next: 'The mistake is not yours: we send it again or pay it back, and write to you.',
      };
    case 'withdrawn':
      return { said: 'You have withdrawn from it.', next: 'What you paid goes back the way it was paid.' };
    case 'returned':
      return { said: 'The pieces are back with us.', next: 'What you are owed goes back the way it was paid.' };
    default:
      return { said: 'This order was cancelled.', next: 'What you paid goes back the way it was paid.' };
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
        state === 'paid-back' ? `Paid back on ${day}` : 'On its way back',
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
    const what = variant ? `${name}, ${variant}` : name;
    return quantity === 1 ? what : `${quantity} × ${what}`;
  });
  setText(part(item, 'parcel-pieces', HTMLElement), pieces.join('; '));
}

function whereabouts({ shippedAt, deliveredAt, isLost }: NonNullable<OrderView['parcels']>[number]): string {
  if (deliveredAt) return `Delivered on ${dayInWords(deliveredAt)}`;
  return isLost ? 'Lost on its way' : `Left the house on ${dayInWords(shippedAt)}`;
}
