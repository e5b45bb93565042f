import type { R2Bucket } from '@cloudflare/workers-types';
import { z } from 'zod';

/** How far a replay of the ledger has looked. It lies beside the ledger, since a restored database has forgotten it. */
const replayPlace = z.strictObject({
  /** The entries that it looks for: for others it begins anew. */
  ids: z.array(z.string()),
  /** Empty at the beginning. */
  table: z.string(),
  afterKey: z.string(),
});

export type ReplayPlace = z.output<typeof replayPlace>;

const key = 'replay/place.json';

export async function readReplayPlace(ledger: R2Bucket, ids: readonly string[]): Promise<ReplayPlace> {
  const beginning = { ids: [...ids], table: '', afterKey: '' };
  const found = await ledger.get(key);
  if (!found) return beginning;
  const place = replayPlace.parse(JSON.parse(await found.text()));
  return place.ids.join() === ids.join() ? place : beginning;
}

export async function writeReplayPlace(ledger: R2Bucket, place: ReplayPlace): Promise<void> {
  await ledger.put(key, JSON.stringify(place));
}

export async function removeReplayPlace(ledger: R2Bucket): Promise<void> {
  await ledger.delete(key);
}
