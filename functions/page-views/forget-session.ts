import type { D1Database } from '@cloudflare/workers-types';
import { forgetViews } from './queries.ts';

/**
 * Forgets a visit: its rows go, and what of it is still in the queue is skipped when it comes. Twice does no harm.
 *
 * @param session as a row has it: what the secret of one day makes of the tab's identifier
 * @param now milliseconds since the epoch
 */
export async function forgetSession(analytics: D1Database, session: string, now: number): Promise<void> {
  await forgetViews(analytics, session, now);
}
