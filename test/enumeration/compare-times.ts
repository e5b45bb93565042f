import { apiPaths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import {
  type Answer,
  type Door,
  knock,
  newPassword,
  type Send,
  soldOutSku,
  unknownAddresses,
  withoutIds,
  writeKnown,
  writeSignedIn,
} from './doors.ts';

export const warmUpTries = 10;
export const tries = 200;

/** What a door answered to known and to unknown addresses, and how long that took. */
export interface Compared {
  readonly door: Door;
  /** Milliseconds of each try. */
  readonly known: readonly number[];
  readonly unknown: readonly number[];
  /** The different answers that were given, ids and time aside: one, where nothing tells the addresses apart. */
  readonly answers: readonly string[];
  /**
   * How often a known address took longer than an unknown one, of all pairs of tries: 0.5 where nobody could tell them
   * apart, 0 or 1 where everybody could. It is the area under the ROC curve of whoever guesses by the time alone, and
   * the Mann–Whitney U divided by the number of pairs: it counts ranks, so a slow machine does not move it.
   */
  readonly chance: number;
}

export interface People {
  readonly known: readonly string[];
  readonly unknown: readonly string[];
  readonly token: string;
}

/** As many of each as a door is tried, for an address is written to a few times an hour only. */
export async function writePeople(shop: LocalShop): Promise<People> {
  const amount = warmUpTries + tries;
  const now = Date.now();
  await shop.database.prepare('UPDATE stock SET on_hand = 0 WHERE sku = ?1').bind(soldOutSku).run();
  const known = await writeKnown(shop.database, await hashedByTheShop(shop), amount, now);
  return { known, unknown: unknownAddresses(amount), token: await writeSignedIn(shop.database, now) };
}

/** Only workerd hashes here: it stands with a registration. */
async function hashedByTheShop({ url, database }: LocalShop): Promise<string> {
  const body = { username: 'Ada', email: 'first@example.net', password: newPassword, isOldEnough: true };
  const headers = { 'Content-Type': 'application/json' };
  await fetch(url + apiPaths.accountRegister, { method: 'POST', headers, body: JSON.stringify(body) });
  const row = await database.prepare('SELECT password_hash FROM registrations').first<{ password_hash: string }>();
  if (!row) throw new Error('The registration was not taken in');
  return row.password_hash;
}

/** In turn, and each time in the other order, so that what a try leaves behind slows both alike. */
export async function compareTimes(shop: LocalShop, door: Door, people: People): Promise<Compared> {
  const send: Send = (path, init) => fetch(shop.url + path, { ...init, redirect: 'manual' });
  const times = { known: [] as number[], unknown: [] as number[] };
  const answers = new Set<string>();
  for (let place = 0; place < warmUpTries + tries; place += 1) {
    for (const kind of place % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
      const from = performance.now();
      const answer = await knock(send, door, people[kind][place] ?? '', people.token);
      const milliseconds = performance.now() - from;
      if (place >= warmUpTries) times[kind].push(milliseconds);
      answers.add(inWords(answer));
    }
  }
  return { door, ...times, answers: [...answers], chance: chanceOfLonger(times.known, times.unknown) };
}

/** Of all pairs, the share in which the first is greater; a tie is half. */
export function chanceOfLonger(first: readonly number[], second: readonly number[]): number {
  const wins = first.flatMap((one) => second.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)));
  return wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
}

function inWords({ status, headers, text }: Answer): string {
  return withoutIds(JSON.stringify({ status, headers, text }));
}
