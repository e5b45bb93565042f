import type { AccountActDone } from '../../src/api/account-answers.ts';
import type { Problem } from '../../src/api/answers.ts';
import type { Shop } from '../shop.ts';
import { judgePassword } from './password-rules.ts';
import type { Session } from './queries.ts';
import { weakPassword } from './refusals.ts';
import { setPassword } from './set-password.ts';

/** After a step-up. This session goes on, the others end. */
export async function changePassword(
  shop: Shop,
  session: Session,
  password: string,
): Promise<AccountActDone | Problem> {
  const fault = judgePassword(password, session);
  if (fault) return weakPassword(fault);
  await setPassword(shop, session, password, session.token_hash);
  return { state: 'done' };
}
