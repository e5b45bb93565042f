import type { R2Bucket } from '@cloudflare/workers-types';
import { z } from 'zod';
import type { Shop } from '../shop.ts';
import { selectNewestAnchor } from './queries.ts';

const folder = 'register/anchors/';

/** The newest entry of the register as it was on a day. In the texts that R2 keeps beside an object, so that one list reads them all. */
const anchorTexts = z.object({
  sequence: z.string().regex(/^\d+$/).transform(Number),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.string().regex(/^\d+$/).transform(Number),
});

export interface Anchor {
  readonly sequence: number;
  readonly hash: string;
  /** The entry's time, milliseconds since the epoch. */
  readonly at: number;
}

/**
 * Once a day: the register's newest hash goes where whoever can change the database can't
 * change it. The day's first is never written again, so the job may run any number of times.
 */
export async function anchorRegister(shop: Pick<Shop, 'database' | 'ledger' | 'now'>): Promise<void> {
  const newest = await selectNewestAnchor(shop.database);
  if (!newest) return;
  const { sequence, hash, at } = newest;
  const key = `${folder}${new Date(shop.now).toISOString().slice(0, 10)}.json`;
  await shop.ledger.put(key, JSON.stringify({ sequence, hash, at }), {
    onlyIf: { etagDoesNotMatch: '*' },
    httpMetadata: { contentType: 'application/json' },
    customMetadata: { sequence: String(sequence), hash, at: String(at) },
  });
}

/** All of them, in the order of their days. */
export async function listAnchors(ledger: R2Bucket): Promise<Anchor[]> {
  const anchors: Anchor[] = [];
  let cursor: string | undefined;
  do {
    const page = await ledger.list({ prefix: folder, include: ['customMetadata'], ...(cursor ? { cursor } : {}) });
    for (const { customMetadata } of page.objects) anchors.push(anchorTexts.parse(customMetadata));
    cursor = page.truncated ? page.cursor : undefined;
  } while (cursor);
  return anchors;
}
