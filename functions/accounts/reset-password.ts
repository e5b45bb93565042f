import type { AccountActDone } from '../../src/api/account-answers.ts';
import type { Problem } from '../../src/api/answers.ts';
import { forgiveGuesses } from '../guesses/claim-guess.ts';
import { lookAtLink, takeLink } from '../links/one-time-link.ts';
import type { Shop } from '../shop.ts';
import { signInKey, stepUpKey } from './limits.ts';
import { judgePassword } from './password-rules.ts';
import { selectCredentialsById } from './queries.ts';
import { linkEnded, weakPassword } from './refusals.ts';
import { setPassword } from './set-password.ts';

/** By the mailed link. A password that isn't taken doesn't use the link up; every session ends with the old one. */
export async function resetPassword(
  shop: Shop,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<AccountActDone | Problem> {
  const link = await lookAtLink(shop, 'reset-password', token);
  const account = link && (await selectCredentialsById(shop.database, link.subject_id));
  if (!account) return linkEnded();
  const fault = judgePassword(password, account);
  if (fault) return weakPassword(fault);
  if (!(await takeLink(shop, 'reset-password', token))) return linkEnded();
  await setPassword(shop, account, password, '');
  // Whoever has the mailbox need not wait for the guesses of others to be over.
  await forgiveGuesses(shop.database, await signInKey(shop, account.email));
  await forgiveGuesses(shop.database, await stepUpKey(shop, account.id));
  return { state: 'done' };
}
