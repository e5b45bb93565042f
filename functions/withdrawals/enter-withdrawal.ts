import type { Problem, StaffMe } from '../../src/api/answers.ts';
import type { OrderToEnterWithdrawal } from '../../src/api/withdrawal-answers.ts';
import { withdrawalEnd } from '../../src/orders/withdrawal-period.ts';
import { normaliseEmail } from '../normalise-email.ts';
import { isProblem, problem } from '../problem.ts';
import { isRestricted } from '../restriction/queries.ts';
import type { Shop } from '../shop.ts';
import { type Access, accessStatement, recordAccess } from '../staff/access-log.ts';
import { mayDecide } from '../staff/roles.ts';
import { type OrderToWithdraw, selectOrderToWithdraw } from './queries.ts';
import type { EnteredWithdrawal } from './request.ts';
import { viewWithdrawal } from './view-withdrawal.ts';
import { declare } from './withdraw.ts';

/** The desk's form counts in minutes, and an order may be withdrawn from in the minute of its payment. */
const minuteMilliseconds = 60_000;
const dayMilliseconds = 24 * 60 * minuteMilliseconds;

/** What of an order can be withdrawn from, for whoever has a letter about it in their hand. */
export async function viewOrderToWithdraw(
  shop: Shop,
  staff: StaffMe,
  number: string,
): Promise<OrderToEnterWithdrawal | Problem> {
  const opened = await open(shop, staff, number);
  if (isProblem(opened)) return opened;
  await recordAccess(shop, staff, accessTo(opened, 'view', 'an order, to enter a withdrawal'));
  const { link: _link, withdrawals: _withdrawals, ...view } = await viewWithdrawal(shop, opened);
  return view;
}

/**
 * Enters a withdrawal that came by e-mail or letter: the shopper's own act, with the same row and the same
 * acknowledgement. It is in time by the day on which it was sent (Directive 2011/83/EU, Art. 11(2)); the clock of the
 * refund runs from when it reached the house (Art. 13(1)), not from when somebody came to write it down.
 */
export async function enterWithdrawal(
  shop: Shop,
  staff: StaffMe,
  body: EnteredWithdrawal,
): Promise<OrderToWithdraw | Problem> {
  const { number, sentOn, reachedAt, ...declaration } = body;
  const opened = await open(shop, staff, number);
  if (isProblem(opened)) return opened;
  const { order } = opened;
  const email = body.email || normaliseEmail(order.email);
  if (email === '') return noAddress();
  const at = Math.max(reachedAt, order.paid_at);
  if (at > shop.now || at - reachedAt > minuteMilliseconds || isLater(sentOn, at)) return impossibleDays();
  return declare(
    shop,
    opened,
    { ...declaration, email },
    {
      at,
      by: { kind: 'staff', role: staff.role },
      alongside: [await accessStatement(shop, staff, accessTo(opened, 'change', 'a withdrawal, which was entered'))],
      isOver: () => order.delivered_at !== null && sentOn > withdrawalEnd(order.delivered_at, order.country).lastDay,
    },
  );
}

/** Of whoever's data is restricted there is no such order for whoever doesn't decide about that. */
async function open(shop: Shop, staff: StaffMe, number: string): Promise<OrderToWithdraw | Problem> {
  const opened = await selectOrderToWithdraw(shop.database, number);
  const isHidden = opened && !mayDecide(staff.role) && (await isRestricted(shop.database, opened.order.email));
  if (opened && !isHidden) return opened;
  return problem('not-found', 'There is no such order.', 'Look at its number again. Nothing was changed.');
}

/** Somewhere on earth the day may have begun before it has in UTC. */
function isLater(day: string, instant: number): boolean {
  return Date.parse(`${day}T00:00:00Z`) > instant + dayMilliseconds / 2;
}

function accessTo({ order }: OrderToWithdraw, act: Access['act'], what: string): Access {
  const email = normaliseEmail(order.email);
  return { act, what, why: `order ${order.number}`, ...(email ? { subjectEmail: email } : {}) };
}

function noAddress(): Problem {
  const detail =
    'The order has no address any more. Write down where they want the acknowledgement. Nothing was changed.';
  return problem('invalid-request', 'There is nowhere to write to.', detail);
}

function impossibleDays(): Problem {
  const detail =
    'It was sent before it reached the house, and that was after the order and before now. Nothing was changed.';
  return problem('invalid-request', 'These days can’t be right.', detail);
}
