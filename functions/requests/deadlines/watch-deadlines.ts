import { deadlineOf } from '../../../src/policy/deadline.ts';
import { contacts } from '../../../src/policy/rights.ts';
import { phrase } from '../../../src/words/say.ts';
import { announceMail } from '../../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../../mail/queries.ts';
import { writeWithProof } from '../../register/write-with-proof.ts';
import type { Shop } from '../../shop.ts';
import {
  insertStepStatement,
  type PrivacyRequest,
  refuseIfClosedStatement,
  selectRequest,
  wasClosed,
} from '../queries.ts';
import { markOverdueStatement, markWarnedStatement, selectDueRequests } from './queries.ts';

const dayMilliseconds = 24 * 60 * 60_000;
/** So many days before a request is due, and again, staff are warned. The longest first. */
const warningDays = [5, 1] as const;
const batch = 500;

/**
 * Warns staff of what is nearly due, and is loud about what is overdue: each once, by a
 * line of the log and by a mail to the privacy address. Neither says more than which
 * request it is. Safe to run twice, and at the same time.
 */
export async function watchDeadlines(shop: Shop): Promise<void> {
  const horizon = shop.now + warningDays[0] * dayMilliseconds;
  for (const number of await selectDueRequests(shop.database, horizon, batch)) {
    const request = await selectRequest(shop.database, number);
    if (!request || request.closed_at !== null) continue;
    if (shop.now >= deadlineOf(request)) await sayOverdue(shop, request);
    else await warn(shop, request);
  }
}

async function sayOverdue(shop: Shop, request: PrivacyRequest): Promise<void> {
  const { database, now } = shop;
  const { number, subject_hash: subjectHash, kind } = request;
  const subject = `${number}:overdue:${dateOf(deadlineOf(request))}`;
  const statements = [
    refuseIfClosedStatement(database, number),
    markOverdueStatement(database, number, now),
    insertStepStatement(database, number, 'overdue', phrase`It should be answered by now. We are late.`, now),
    insertMailStatement(database, 'request-warning', contacts.privacyEmail, subject, now),
  ];
  const isFirst = await once(() =>
    writeWithProof(shop, statements, [{ requestNumber: number, subjectHash, kind, step: 'overdue' }]),
  );
  if (!isFirst) return;
  console.error({ message: 'A request is overdue', kind, dueAt: dateOf(deadlineOf(request)) });
  await announceMail(shop, mailIdOf('request-warning', subject));
}

async function warn(shop: Shop, request: PrivacyRequest): Promise<void> {
  const { database, now } = shop;
  const dueAt = deadlineOf(request);
  const days = warningDays.findLast((count) => now >= dueAt - count * dayMilliseconds);
  if (days === undefined) return;
  const threshold = dueAt - days * dayMilliseconds;
  if (request.warned_at !== null && request.warned_at >= threshold) return;
  const subject = `${request.number}:${days}-days:${dateOf(dueAt)}`;
  const isFirst = await once(() =>
    database.batch([
      refuseIfClosedStatement(database, request.number),
      markWarnedStatement(database, request.number, threshold, now),
      insertMailStatement(database, 'request-warning', contacts.privacyEmail, subject, now),
    ]),
  );
  if (!isFirst) return;
  console.error({ message: 'A request is due soon', kind: request.kind, dueAt: dateOf(dueAt) });
  await announceMail(shop, mailIdOf('request-warning', subject));
}

/** False where the request ended meanwhile, or another run was first. */
async function once(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (wasClosed(error)) return false;
    throw error;
  }
}

function dateOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
