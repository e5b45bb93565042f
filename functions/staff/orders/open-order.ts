import type { Problem, StaffMe } from '../../../src/api/answers.ts';
import { normaliseEmail } from '../../normalise-email.ts';
import { orderNumberPattern } from '../../orders/order-number.ts';
import { type Order, selectOrder } from '../../orders/queries.ts';
import { problem } from '../../problem.ts';
import { isRestricted } from '../../restriction/queries.ts';
import type { Shop } from '../../shop.ts';
import type { Access } from '../access-log.ts';
import { mayDecide } from '../roles.ts';

export interface OpenedOrder {
  readonly order: Order;
  readonly isRestricted: boolean;
}

/**
 * The order that somebody at the desk means. Whoever's data is restricted is out of the everyday view: for whoever
 * doesn't decide about that, there is no such order.
 */
export async function openOrder(shop: Shop, staff: StaffMe, number: string): Promise<OpenedOrder | Problem> {
  const order = orderNumberPattern.test(number) ? await selectOrder(shop.database, number) : null;
  if (!order) return noSuchOrder();
  const restricted = order.email !== '' && (await isRestricted(shop.database, order.email));
  return restricted && !mayDecide(staff.role) ? noSuchOrder() : { order, isRestricted: restricted };
}

/** What the access log is told: whose order it was, where that is still known. */
export function accessTo(order: Order, act: Access['act'], what: string, why = order.number): Access {
  const email = normaliseEmail(order.email);
  return { act, what, why, ...(email ? { subjectEmail: email } : {}) };
}

export function noSuchOrder(): Problem {
  return problem(
    'not-found',
    'There is no such order.',
    'Check its number. Nothing was shown, and nothing was changed.',
  );
}
