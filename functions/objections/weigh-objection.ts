import { normaliseEmail } from '../normalise-email.ts';
import { writeWithProof } from '../register/write-with-proof.ts';
import { insertStepStatement, type PrivacyRequest, setStateStatement } from '../requests/queries.ts';
import type { Shop } from '../shop.ts';
import { insertObjectionStatement } from './queries.ts';

/**
 * One of the house has weighed an objection to fraud checks. `upheld`: none is made of this person any more.
 *
 * @param words the reason, for the person's page
 */
export async function weighObjection(
  shop: Shop,
  request: PrivacyRequest,
  decision: 'upheld' | 'overridden',
  words: string,
): Promise<void> {
  const { database, now } = shop;
  const { number, subject_hash: subjectHash, kind } = request;
  const isUpheld = decision === 'upheld';
  await writeWithProof(
    shop,
    [
      ...(isUpheld ? [insertObjectionStatement(database, normaliseEmail(request.email), 'fraud-checks', now)] : []),
      insertStepStatement(database, number, 'decided', words, now),
      setStateStatement(database, number, isUpheld ? 'done' : 'done-in-part', now),
    ],
    [{ requestNumber: number, subjectHash, kind, step: `objection-${decision}` }],
  );
}
