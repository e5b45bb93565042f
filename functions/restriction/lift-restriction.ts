import type { Problem } from '../../src/api/answers.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { problem } from '../problem.ts';
import { type Proof, writeWithProof } from '../register/write-with-proof.ts';
import { selectRequest } from '../requests/queries.ts';
import type { Shop } from '../shop.ts';
import { subjectHash } from '../subject-hash.ts';
import { hasLetterLeft, liftStatement, noteToldStatement, type Restriction, selectRestriction } from './queries.ts';

/**
 * Lifts a restriction in two steps, since the person is to be told before it ends: Art. 18(3) GDPR. The first call
 * writes the letter; a later one, once that has left, lifts it. Any further one changes nothing.
 */
export async function liftRestriction(shop: Shop, id: string): Promise<'told' | 'lifted' | Problem> {
  const restriction = await selectRestriction(shop.database, id);
  if (!restriction) {
    return problem('not-found', 'There is no such restriction.', 'It may have been lifted long ago. Nothing changed.');
  }
  if (restriction.lifted_at !== null) return 'lifted';
  if (restriction.told_at === null) return tell(shop, restriction);
  if (!(await hasLetterLeft(shop.database, mailIdOf('restriction-ends', id)))) {
    const detail = 'The letter that tells the person has not left yet. The restriction stands; try again later.';
    return problem('conflict', 'The person is not told yet.', detail);
  }
  await writeWithProof(
    shop,
    [liftStatement(shop.database, id, shop.now)],
    [await proofOf(shop, restriction, 'restriction-lifted')],
  );
  return 'lifted';
}

async function tell(shop: Shop, restriction: Restriction): Promise<'told'> {
  const { database, now } = shop;
  await writeWithProof(
    shop,
    [
      noteToldStatement(database, restriction.id, now),
      insertMailStatement(database, 'restriction-ends', restriction.email, restriction.id, now),
    ],
    [await proofOf(shop, restriction, 'told-of-lifting')],
  );
  await announceMail(shop, mailIdOf('restriction-ends', restriction.id));
  return 'told';
}

async function proofOf(shop: Shop, restriction: Restriction, step: string): Promise<Proof> {
  const request = await selectRequest(shop.database, restriction.request_number);
  return {
    requestNumber: restriction.request_number,
    subjectHash: await subjectHash(shop.config.privacySecret, restriction.email),
    kind: request?.kind ?? 'restrict',
    step,
  };
}
