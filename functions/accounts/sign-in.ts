import type { SignedIn } from '../../src/api/account-answers.ts';
import type { Problem } from '../../src/api/answers.ts';
import { forgiveGuesses } from '../guesses/claim-guess.ts';
import { normaliseEmail } from '../normalise-email.ts';
import type { Shop } from '../shop.ts';
import { refuseGuess, signInKey } from './limits.ts';
import { prepareSession } from './open-session.ts';
import { hashPassword, needsUpgrade, verifyAgainstNobody, verifyPassword } from './password.ts';
import { type Credentials, selectCredentials, selectObjectsToAnalytics, upgradePassword } from './queries.ts';
import { notRecognised } from './refusals.ts';

/**
 * An unknown address, a wrong password and an address that isn't confirmed get the same
 * answer for the same work. The guess is counted before anybody looks, under the address
 * that was typed, so neither parallel tries nor other connections make more of them.
 */
export async function signIn(
  shop: Shop,
  typed: { readonly email: string; readonly password: string },
): Promise<SignedIn | Problem> {
  const { database } = shop;
  const email = normaliseEmail(typed.email);
  const guessesKey = await signInKey(shop, email);
  const refusal = await refuseGuess(shop, guessesKey);
  if (refusal) return refusal;
  const account = await selectCredentials(database, email);
  const isRight = account
    ? await verifyPassword(account.password_hash, typed.password)
    : await verifyAgainstNobody(typed.password);
  if (!account || !isRight) return notRecognised();
  await forgiveGuesses(database, guessesKey);
  await upgrade(shop, account, typed.password);
  const session = await prepareSession(shop, account.id);
  await database.batch([...session.statements]);
  return { token: session.token, objectsToAnalytics: await selectObjectsToAnalytics(database, email) };
}

/** The one moment at which the password is at hand. */
async function upgrade(shop: Shop, account: Credentials, password: string): Promise<void> {
  if (!needsUpgrade(account.password_hash)) return;
  await upgradePassword(shop.database, account, await hashPassword(password));
}
