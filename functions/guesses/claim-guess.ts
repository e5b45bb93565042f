import type { D1Database } from '@cloudflare/workers-types';
import { endOf } from '../../src/policy/duration.ts';
import { retention } from '../../src/policy/retention.ts';
import { countGuess, deleteGuesses } from './queries.ts';

export interface GuessLimit {
  /** How many guesses a window has. */
  readonly tries: number;
  /** From the first guess on. No longer than the counters are kept. */
  readonly windowMilliseconds: number;
}

export interface GuessClaim {
  readonly allowed: boolean;
  /** Milliseconds since the epoch: when the window ends and there are guesses again. */
  readonly retryAt: number;
}

const longestWindow = endOf(0, retention['guess-counters'].keep);

/**
 * Asks for one guess, and counts it before anybody checks it: guesses sent at once, or
 * from many places, are as many as guesses sent one after another. One that was refused
 * is counted too, and makes the wait no longer.
 *
 * @param keyHash of `guessKey`
 * @param now milliseconds since the epoch
 */
export async function claimGuess(
  database: D1Database,
  keyHash: string,
  { tries, windowMilliseconds }: GuessLimit,
  now: number,
): Promise<GuessClaim> {
  if (!/^[0-9a-f]{64}$/.test(keyHash)) throw new RangeError('A counter is named by a keyed hash and nothing else');
  if (windowMilliseconds > longestWindow) throw new RangeError('The counters are deleted before this window ends');
  const counted = await countGuess(database, keyHash, windowMilliseconds, now);
  return { allowed: counted.tries <= tries, retryAt: counted.windowStartedAt + windowMilliseconds };
}

/** After a success: whoever mistyped before begins anew. */
export async function forgiveGuesses(database: D1Database, keyHash: string): Promise<void> {
  await deleteGuesses(database, keyHash);
}
