import { describeSurprise } from '../describe-surprise.ts';
import type { Environment } from '../environment.ts';
import { secretOfDay } from './keys/day-secret.ts';
import { nameSession } from './keys/name-session.ts';
import type { PageView } from './page-view.ts';
import type { ReducedView } from './reduce-view.ts';

/**
 * One message of the queue. Never throws: when the queue or the bucket of the secrets fails, the count is lost, which
 * is told, and the page knows nothing of it.
 *
 * @param session the tab's identifier
 * @param now milliseconds since the epoch
 */
export async function queueView(
  { ANALYTICS_KEYS, PAGE_VIEW_QUEUE }: Pick<Environment, 'ANALYTICS_KEYS' | 'PAGE_VIEW_QUEUE'>,
  view: ReducedView,
  session: string,
  now: number,
): Promise<void> {
  try {
    const name = await nameSession(await secretOfDay(ANALYTICS_KEYS, now), session);
    await PAGE_VIEW_QUEUE.send({ ...view, session: name } satisfies PageView);
  } catch (error) {
    console.error({ message: 'A page view could not be counted', ...describeSurprise(error) });
  }
}
