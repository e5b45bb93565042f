import type { AccountActDone, CodeSent } from '../../src/api/account-answers.ts';
import type { Problem } from '../../src/api/answers.ts';
import { forgiveGuesses } from '../guesses/claim-guess.ts';
import { prepareLink, takeLinkByCode } from '../links/one-time-link.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import { refuseGuess, refuseLetter, stepUpKey } from './limits.ts';
import { verifyPassword } from './password.ts';
import { markSteppedUp, type Session, selectCredentialsById } from './queries.ts';
import { notShown } from './refusals.ts';
import type { StepUpProof } from './request.ts';

/** Once more it is shown that it is the person: for ten minutes this session may do what needs that. */
export async function stepUp(shop: Shop, session: Session, proof: StepUpProof): Promise<AccountActDone | Problem> {
  const guessesKey = await stepUpKey(shop, session.id);
  const refusal = await refuseGuess(shop, guessesKey);
  if (refusal) return refusal;
  const isShown = 'password' in proof ? await isPassword(shop, session, proof) : await isCode(shop, session, proof);
  if (!isShown) return notShown();
  await forgiveGuesses(shop.database, guessesKey);
  await markSteppedUp(shop.database, session.token_hash, shop.now);
  return { state: 'done' };
}

export async function mailStepUpCode(shop: Shop, session: Session): Promise<CodeSent | Problem> {
  const refusal = await refuseLetter(shop, session.email);
  if (refusal) return refusal;
  const link = prepareLink(shop, 'step-up', session.email, session.id);
  await shop.database.batch([
    link.statement,
    insertMailStatement(shop.database, 'step-up-code', session.email, link.id, shop.now),
  ]);
  await announceMail(shop, mailIdOf('step-up-code', link.id));
  return { state: 'mail-sent', challenge: link.id };
}

async function isPassword(shop: Shop, session: Session, { password }: { readonly password: string }): Promise<boolean> {
  const account = await selectCredentialsById(shop.database, session.id);
  return account !== null && (await verifyPassword(account.password_hash, password));
}

/** A code that was mailed to another account opens nothing here. */
async function isCode(
  shop: Shop,
  session: Session,
  { challenge, code }: { readonly challenge: string; readonly code: string },
): Promise<boolean> {
  const link = await takeLinkByCode(shop, 'step-up', challenge, code);
  return link?.subject_id === session.id;
}
