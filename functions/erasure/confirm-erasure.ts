import type { Problem } from '../../src/api/answers.ts';
import type { ErasureConfirmed } from '../../src/api/erasure-answers.ts';
import { say } from '../../src/words/say.ts';
import { problem } from '../problem.ts';
import { type PrivacyRequest, selectRequest } from '../requests/queries.ts';
import type { Shop } from '../shop.ts';
import { personOf } from '../subject/subject-tables.ts';
import { erasePerson } from './erase-person.ts';
import { type LedgerEntry, writeLedgerEntry } from './ledger.ts';
import { hasErasure } from './queries.ts';

/**
 * Carries out an erasure that the person has confirmed. Said twice, or by two at once, it is one erasure; after a
 * stop it goes on where it was, whether it is said again or not.
 */
export async function confirmErasure(shop: Shop, request: PrivacyRequest): Promise<ErasureConfirmed | Problem> {
  if (request.kind !== 'erasure') {
    const detail = say`This request asks for something else. Nothing was deleted.`;
    return problem('not-allowed', say`This is no request to delete data.`, detail);
  }
  return eraseFor(shop, request);
}

/** The same for whatever request has led to it, such as a child's report that one of the house has confirmed. */
export async function eraseFor(shop: Shop, request: PrivacyRequest): Promise<ErasureConfirmed | Problem> {
  const { database, ledger, now } = shop;
  if (!(await hasErasure(database, request.number))) {
    if (request.closed_at !== null || request.email === '') {
      const detail = say`This request has ended, so nothing was deleted now. Make a new one if you still wish it.`;
      return problem('conflict', say`This request has ended.`, detail);
    }
    const person = await personOf(shop, request.email);
    // The request's number is the entry's: whoever confirms it again writes no second one.
    const entry: LedgerEntry = {
      id: request.number,
      requestNumber: request.number,
      subjectHash: person.subjectHash,
      scope: 'everything',
      begunAt: now,
    };
    await writeLedgerEntry(ledger, entry);
    await erasePerson(shop, person, entry);
  }
  const standing = await selectRequest(database, request.number);
  return { state: standing?.state === 'done' ? 'done' : 'working' };
}
