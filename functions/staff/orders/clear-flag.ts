import type { Problem } from '../../../src/api/answers.ts';
import type { StaffOrderDone } from '../../../src/api/staff-orders.ts';
import { type Flag, selectFlags, settleFlagsStatement } from '../../fraud/queries.ts';
import { moveOrder } from '../../order-life/move-order.ts';
import type { Moved } from '../../order-life/write-moves.ts';
import { problem } from '../../problem.ts';
import { accessReason, accessStatement } from '../access-log.ts';
import { accessTo } from './open-order.ts';
import type { AtOrder } from './routes.ts';

/**
 * An order goes on. Where a sign of fraud has put it in front of a person, it is a person who says why it is well, and
 * that is written with it: into the history, the flag and the access log, or nowhere.
 */
export async function releaseOrder(at: AtOrder, note: string): Promise<Moved | Problem> {
  const flags = await selectFlags(at.shop.database, at.order.number);
  if (!flags.some(isOpen)) return moveOrder(at.shop, { ...at.written, move: 'release', note });
  const reason = accessReason.safeParse(note);
  if (!reason.success) return sayWhy();
  const alongside = await settling(at, reason.data, 'an order that was flagged, which is released');
  return moveOrder(at.shop, { ...at.written, move: 'release', note: reason.data, alongside });
}

/** Nothing is wrong with an order that is on its way already, or was never held. */
export async function clearFlag(at: AtOrder, note: string): Promise<StaffOrderDone | Problem> {
  const { shop, order } = at;
  const { state } = order;
  const flags = await selectFlags(shop.database, order.number);
  if (flags.length === 0) return problem('conflict', 'This order has no flag.', 'Nothing was changed.');
  if (!flags.some(isOpen)) return { said: 'That was done before.', state };
  if (state === 'under-review') {
    return problem(
      'conflict',
      'This order is under review.',
      'Release it, and its flag is cleared. Nothing was changed.',
    );
  }
  const reason = accessReason.safeParse(note);
  if (!reason.success) return sayWhy();
  await shop.database.batch(await settling(at, reason.data, 'the flag of an order, which is cleared'));
  return { said: 'Done. The flag is cleared.', state };
}

function isOpen({ settled_at: settledAt }: Flag): boolean {
  return settledAt === null;
}

async function settling({ shop, staff, order }: AtOrder, reason: string, what: string) {
  return [
    settleFlagsStatement(shop.database, order.number, { at: shop.now, role: staff.role, note: reason }),
    await accessStatement(shop, staff, accessTo(order, 'change', what, reason)),
  ];
}

function sayWhy(): Problem {
  const detail = 'Write it in the note: at most 200 characters, and no e-mail address. Nothing was changed.';
  return problem('invalid-request', 'Say why this order is well.', detail);
}
