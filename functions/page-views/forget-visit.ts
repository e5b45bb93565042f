import type { Environment } from '../environment.ts';
import { dayMilliseconds } from './days.ts';
import { secretOfDay, secretOfPastDay } from './keys/day-secret.ts';
import { nameSession } from './keys/name-session.ts';
import { forgetSession } from './queries.ts';

/**
 * Forgets what was counted of a tab's visit. It has another name each day and lasts four hours, so today's and
 * yesterday's are all that there can be. Twice does no harm. Throws when it could not be done.
 *
 * @param session the tab's identifier
 * @param now milliseconds since the epoch
 */
export async function forgetVisit(
  { ANALYTICS, ANALYTICS_KEYS }: Pick<Environment, 'ANALYTICS' | 'ANALYTICS_KEYS'>,
  session: string,
  now: number,
): Promise<void> {
  const secrets = [
    await secretOfDay(ANALYTICS_KEYS, now),
    await secretOfPastDay(ANALYTICS_KEYS, now - dayMilliseconds),
  ].filter((secret) => secret !== undefined);
  for (const secret of secrets) await forgetSession(ANALYTICS, await nameSession(secret, session), now);
}
