import type { D1Database } from '@cloudflare/workers-types';

export interface GuessCount {
  /** Of this window, this one included. */
  readonly tries: number;
  /** Milliseconds since the epoch. */
  readonly windowStartedAt: number;
}

/** Counts a guess and tells how many there are, in one statement: however many come at once, each gets its own number. */
export async function countGuess(
  database: D1Database,
  key: string,
  windowMilliseconds: number,
  now: number,
): Promise<GuessCount> {
  const row = await database
    .prepare(
      `INSERT INTO guess_counters (key, tries, window_started_at) VALUES (?1, 1, ?2)
       ON CONFLICT (key) DO UPDATE SET
         tries = CASE WHEN window_started_at + ?3 <= ?2 THEN 1 ELSE tries + 1 END,
         window_started_at = CASE WHEN window_started_at + ?3 <= ?2 THEN ?2 ELSE window_started_at END
       RETURNING tries, window_started_at AS windowStartedAt`,
    )
    .bind(key, now, windowMilliseconds)
    .first<GuessCount>();
  if (!row) throw new Error('The guess was counted and its number not returned');
  return row;
}

export async function deleteGuesses(database: D1Database, key: string): Promise<void> {
  await database.prepare('DELETE FROM guess_counters WHERE key = ?1').bind(key).run();
}
