import { clockNames } from '../../src/api/breach-words.ts';
import { timeInWords } from '../../src/api/time-in-words.ts';
import { breachWarningMilliseconds } from '../../src/policy/breach-clock.ts';
import { contacts } from '../../src/policy/rights.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import {
  type Clock,
  type Entry,
  insertEntryStatement,
  markSaidStatement,
  selectEndingClocks,
  wasSaid,
} from './queries.ts';

const batch = 100;

/**
 * Warns staff a day before a clock of a breach ends, and is loud once it has: each once, by a line of the log, a line
 * of the record and a mail to the privacy address. Safe to run twice, and at the same time.
 */
export async function watchBreaches(shop: Shop): Promise<void> {
  const horizon = shop.now + breachWarningMilliseconds;
  for (const clock of await selectEndingClocks(shop.database, horizon, shop.now, batch)) {
    await say(shop, clock, shop.now >= clock.due_at);
  }
}

async function say(shop: Shop, clock: Clock, isOver: boolean): Promise<void> {
  const { database, now } = shop;
  const subject = `${clock.breach_number}:${clock.clock}:${isOver ? 'over' : 'soon'}`;
  try {
    await database.batch([
      markSaidStatement(database, clock, isOver ? 'overdue_at' : 'warned_at', now),
      insertEntryStatement(database, clock.breach_number, entryOf(clock, isOver), now),
      insertMailStatement(database, 'breach-warning', contacts.privacyEmail, subject, now),
    ]);
  } catch (error) {
    // Another run was first.
    if (wasSaid(error)) return;
    throw error;
  }
  console.error({
    message: isOver ? 'A clock of a breach is over' : 'A clock of a breach ends within a day',
    clock: clock.clock,
    dueAt: new Date(clock.due_at).toISOString(),
  });
  await announceMail(shop, mailIdOf('breach-warning', subject));
}

function entryOf({ clock, due_at }: Clock, isOver: boolean): Entry {
  const name = clockNames[clock];
  return {
    kind: isOver ? 'overdue' : 'warned',
    role: '',
    words: isOver
      ? `${name}: not told within 72 hours, which ended on ${timeInWords(due_at)}.`
      : `${name}: less than 24 hours are left, until ${timeInWords(due_at)}.`,
    details: { clock, dueAt: due_at },
  };
}
