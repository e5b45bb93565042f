/** The orders of the account's page: those that were joined, and an offer to join the rest. */

import type { OrderHistory } from '../../api/account-answers.ts';
import { formatMoney } from '../../catalog/money.ts';
import { nameInWords } from '../../catalog/name-in-words.ts';
import { orderWords, refundedWords } from '../../orders/order-words.ts';
import { apiPaths, paths } from '../../paths.ts';
import { plural, say } from '../../words/say.ts';
import { dayInWords } from '../day-in-words.ts';
import { copyOf, follow, part, setText } from '../part.ts';
import { onSubmit } from './form.ts';
import { getSignedIn, postSignedIn } from './session.ts';

const section = part(document, 'orders', HTMLElement);

onSubmit<OrderHistory>(
  part(section, 'join', HTMLFormElement),
  () => postSignedIn(apiPaths.accountOrdersJoin),
  (history) => {
    draw(history);
    part(section, 'orders-said', HTMLElement).focus();
  },
);

export async function showOrders(): Promise<void> {
  const reply = await getSignedIn<OrderHistory>(apiPaths.accountOrders);
  if (reply.state === 'answered') draw(reply.answer);
  else setText(part(section, 'orders-said', HTMLElement), say`We can’t show your orders right now. They are safe.`);
}

function draw({ orders, notJoined }: OrderHistory): void {
  setText(part(section, 'orders-said', HTMLElement), wordsFor(orders.length, notJoined));
  part(section, 'join', HTMLElement).hidden = notJoined === 0;
  const byNumber = new Map(orders.map((order) => [order.number, order]));
  follow(part(section, 'order-list', HTMLElement), [...byNumber.keys()], (number) => {
    const item = copyOf(section, 'order');
    const order = byNumber.get(number);
    if (order) drawOrder(item, order);
    return item;
  });
}

function drawOrder(item: HTMLElement, order: OrderHistory['orders'][number]): void {
  const link = part(item, 'number', HTMLAnchorElement);
  setText(link, order.number);
  link.href = paths.order(order.link);
  const pieces = plural('{1} piece', '{1} pieces', order.pieces);
  const back = refundedWords(order.refundedMinor, order.totalMinor);
  const standing = [say(orderWords[order.state]), ...(back ? [back] : [])].reduce(nameInWords);
  setText(part(item, 'paid', HTMLElement), say`${dayInWords(order.paidAt)}, ${pieces}. ${standing}`);
  setText(part(item, 'total', HTMLElement), formatMoney(order.totalMinor, order.currency));
}

function wordsFor(joined: number, notJoined: number): string {
  if (notJoined === 0) return joined === 0 ? say`There is no order with your address yet.` : '';
  return plural(
    'One order was placed with your address without signing in. Shall they stand here too?',
    '{1} orders were placed with your address without signing in. Shall they stand here too?',
    notJoined,
  );
}
