/** An order in the page's words and parts. */

import type { OrderView } from '../api/answers.ts';
import { formatMoney } from '../catalog/money.ts';
import { paths } from '../paths.ts';
import { locale } from '../words/language.ts';
import { plural, say } from '../words/say.ts';
import { dayInWords } from './day-in-words.ts';
import { drawLife, isAgain, wordsOfLife } from './order-life.ts';
import { copyOf, follow, part, setText } from './part.ts';

/** Not `countryName` of the delivery table, which would bring the whole table along. */
const countries = new Intl.DisplayNames(locale(), { type: 'region', fallback: 'code' });

/** `isWaiting`: the page will ask again by itself. */
export function drawOrder(page: HTMLElement, order: OrderView, isWaiting: boolean): void {
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency);
  const words = wordsFor(order, isWaiting);
  part(page, 'found', HTMLElement).dataset.state = order.state;
  setText(part(page, 'said', HTMLElement), words.said);
  setText(part(page, 'next', HTMLElement), words.next);
  setText(part(page, 'number', HTMLElement), order.number);
  drawWays(page, order, isWaiting);
  const { lines } = order;
  const elements = follow(
    part(page, 'lines', HTMLElement),
    lines.map((line) => line.sku),
    () => copyOf(page, 'line'),
  );
  lines.forEach((line, place) => {
    const element = elements[place];
    if (element) drawLine(element, line, money);
  });
  setText(part(page, 'subtotal', HTMLElement), money(order.subtotalMinor));
  setText(
    part(page, 'delivery-price', HTMLElement),
    order.deliveryMinor === 0 ? say`Free` : money(order.deliveryMinor),
  );
  setText(part(page, 'total', HTMLElement), money(order.totalMinor));
  setText(part(page, 'total-name', HTMLElement), order.paidAt ? say`Paid, tax included` : say`Total, tax included`);
  drawLife(page, order);
  drawDelivery(page, order);
  drawGift(page, order);
}

function wordsFor(order: OrderView, isWaiting: boolean): { said: string; next: string } {
  switch (order.state) {
    case 'paid':
      return {
        said: order.paidAt ? say`Thank you. It was paid on ${dayInWords(order.paidAt)}.` : say`Thank you. It is paid.`,
        next: confirmationWords(order),
      };
    case 'under-review':
      return {
        said: say`Thank you. It is paid, and a person looks at it before it leaves.`,
        next: say`There is nothing that you need to do. If we have a question, we write to you. ${confirmationWords(order)}`,
      };
    case 'processing':
      return {
        said: say`Your bank is still confirming the payment.`,
        next: say`With some ways to pay this takes a few days. The pieces are kept for you, and the confirmation comes by e-mail. Please do not pay again.`,
      };
    case 'open':
      return isWaiting
        ? {
            said: say`We are waiting for word of the payment.`,
            next: say`This takes a few seconds. The page looks again by itself.`,
          }
        : {
            said: say`No word of a payment has come yet.`,
            next: say`If you have paid, there is nothing more to do: the confirmation comes by e-mail as soon as the payment is confirmed. If you have not, nothing was charged.`,
          };
    case 'expired':
      return {
        said: say`The time to pay ran out.`,
        next: say`Nothing was charged. The pieces that we held are free again, and your bag is kept.`,
      };
    case 'failed':
      return {
        said: say`The payment did not go through.`,
        next: say`Nothing was charged. Your bag is kept: you can try again, or pay in another way.`,
      };
    default:
      if (order.paidAt) return wordsOfLife(order);
      return {
        said: say`This order was cancelled before it was paid.`,
        next: say`Nothing was charged. The pieces that we held are free again, and your bag is kept.`,
      };
  }
}

function confirmationWords({ customer }: OrderView): string {
  return customer ? say`A confirmation goes to ${customer.email}.` : say`A confirmation goes to you by e-mail.`;
}

/** What the shopper can do from here. */
function drawWays(page: HTMLElement, order: OrderView, isWaiting: boolean): void {
  const toPay = part(page, 'pay', HTMLAnchorElement);
  toPay.hidden = !order.payUrl || isWaiting;
  if (order.payUrl) toPay.href = order.payUrl;
  part(page, 'to-bag', HTMLElement).hidden = !isAgain(order);
  part(page, 'print', HTMLElement).hidden = !order.paidAt;
}

function drawLine(
  element: HTMLElement,
  line: OrderView['lines'][number],
  money: (amountMinor: number) => string,
): void {
  const name = part(element, 'name', HTMLAnchorElement);
  name.href = paths.piece(line.slug);
  setText(name, line.name);
  setText(part(element, 'variant', HTMLElement), line.variant);
  setText(part(element, 'quantity', HTMLElement), quantityWords(line.quantity, money(line.unitMinor)));
  setText(part(element, 'price', HTMLElement), money(line.unitMinor * line.quantity));
}

function quantityWords(quantity: number, unitPrice: string): string {
  return quantity === 1 ? plural('{1} piece', '{1} pieces', 1) : say`${quantity} at ${unitPrice} each`;
}

function drawDelivery(page: HTMLElement, { delivery, customer }: OrderView): void {
  const { daysFrom, daysTo } = delivery;
  const span = daysFrom === daysTo ? String(daysTo) : `${daysFrom}–${daysTo}`;
  const place = countries.of(delivery.country) ?? delivery.country;
  const words =
    daysTo > 0
      ? plural(
          '{3} to {4}, {2} working day once it has left the house.',
          '{3} to {4}, {2} working days once it has left the house.',
          daysTo,
          span,
          delivery.name,
          place,
        )
      : say`${delivery.name} to ${place}.`;
  setText(part(page, 'delivery', HTMLElement), words);
  part(page, 'address', HTMLElement).hidden = !customer;
  if (!customer) return;
  const { name, address } = customer;
  const town = [address.postcode, address.city, address.region].filter(Boolean).join(' ');
  const written = [name, address.line1, address.line2, town, countries.of(address.country), customer.phone];
  setText(part(page, 'address-lines', HTMLElement), written.filter(Boolean).join('\n'));
}

function drawGift(page: HTMLElement, { giftWrap, giftMessage }: OrderView): void {
  part(page, 'gift', HTMLElement).hidden = !giftWrap;
  setText(part(page, 'gift-message', HTMLElement), giftMessage);
}
