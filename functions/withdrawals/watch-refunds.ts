import { contacts } from '../../src/policy/rights.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import { dueSoonMilliseconds } from './list-withdrawals.ts';
import { markSaidStatement, reopenFailed, selectUnsettled, type UnsettledWithdrawal } from './queries.ts';
import { refundClock } from './refund-clock.ts';

const batch = 500;

/**
 * Warns the house of refunds that are nearly due, and is loud about late ones: each once, by a line of the log and by a
 * mail. Neither says more than which withdrawal it is. What Stripe has refused to pay back is due again. Safe to run
 * twice, and at the same time.
 */
export async function watchRefunds(shop: Shop): Promise<void> {
  await reopenFailed(shop.database);
  for (let place = { due: 0, id: '' }; ; ) {
    const found = await selectUnsettled(shop.database, place, true, batch);
    for (const withdrawal of found) await watch(shop, withdrawal);
    const last = found.at(-1);
    if (found.length < batch || !last) return;
    place = { due: last.due, id: last.id };
  }
}

async function watch(shop: Shop, withdrawal: UnsettledWithdrawal): Promise<void> {
  const { dueAt } = refundClock(withdrawal);
  if (dueAt === undefined) return;
  if (shop.now >= dueAt) {
    if (withdrawal.overdue_at === null) await sayOnce(shop, withdrawal, 'overdue_at');
  } else if (shop.now >= dueAt - dueSoonMilliseconds && withdrawal.warned_at === null) {
    await sayOnce(shop, withdrawal, 'warned_at');
  }
}

async function sayOnce(shop: Shop, { id }: UnsettledWithdrawal, what: 'warned_at' | 'overdue_at'): Promise<void> {
  const { database, now } = shop;
  const subject = `${id}:${what === 'overdue_at' ? 'overdue' : 'due-soon'}:${now}`;
  try {
    await database.batch([
      markSaidStatement(database, id, what, now),
      insertMailStatement(database, 'withdrawal-warning', contacts.privacyEmail, subject, now),
    ]);
  } catch (error) {
    // Another run was first, or it is paid back since.
    if (error instanceof Error && error.message.includes('NOT NULL constraint failed')) return;
    throw error;
  }
  const message =
    what === 'overdue_at' ? 'The refund of a withdrawal is overdue' : 'The refund of a withdrawal is due soon';
  console.error({ message });
  await announceMail(shop, mailIdOf('withdrawal-warning', subject));
}
