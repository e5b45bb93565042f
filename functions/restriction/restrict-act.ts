import { phrase } from '../../src/words/say.ts';
import { normaliseEmail } from '../normalise-email.ts';
import { writeWithProof } from '../register/write-with-proof.ts';
import type { RightsAct } from '../requests/act.ts';
import type { PrivacyRequest } from '../requests/queries.ts';
import { insertStepStatement } from '../requests/queries.ts';
import type { Shop } from '../shop.ts';
import { insertRestrictionStatement, type Restriction, selectRestriction } from './queries.ts';

/** From this moment the person's data is stored and nothing else: Art. 18 GDPR. */
export const restrictAct: RightsAct = async (shop, request) => {
  await restrict(shop, request, 'asked');
  return {
    state: 'done',
    words: phrase`From now on we only store your data: no messages about new pieces, no statistics, no carrier, no everyday view of ours. You still see it when you sign in. We tell you before that ends.`,
  };
};

/** The restriction has the number of its request, so that the same one asked for twice is one. */
export async function restrict(shop: Shop, request: PrivacyRequest, reason: Restriction['reason']): Promise<void> {
  const { database, now } = shop;
  if (await selectRestriction(database, request.number)) return;
  const email = normaliseEmail(request.email);
  if (email === '') throw new Error('A restriction is of somebody');
  const { number, subject_hash: subjectHash, kind } = request;
  const restriction = { id: number, email, request_number: number, reason, restricted_at: now };
  await writeWithProof(
    shop,
    [
      insertRestrictionStatement(database, restriction),
      insertStepStatement(
        database,
        number,
        'restricted',
        phrase`Your data is stored, and nothing else is done with it.`,
        now,
      ),
    ],
    [{ requestNumber: number, subjectHash, kind, step: 'restricted', details: { reason } }],
  );
}
