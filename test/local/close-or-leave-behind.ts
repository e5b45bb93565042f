import { setTimeout as wait } from 'node:timers/promises';

const patienceMilliseconds = 60_000;

/**
 * Closes what a fixture opened. Vitest bounds tests and hooks, and no fixture's clean-up: what doesn't close would keep
 * the whole run waiting for ever, so it is named and left to the end of the process that it belongs to.
 */
export async function closeOrLeaveBehind(
  what: string,
  close: () => Promise<unknown>,
  patience = patienceMilliseconds,
): Promise<void> {
  const enough = new AbortController();
  const closed = await Promise.race([
    close().then(() => true),
    wait(patience, false, { signal: enough.signal }),
  ]).finally(() => enough.abort());
  if (!closed) console.warn(`${what} did not close within ${patience / 1000} s, and is left behind.`);
}
