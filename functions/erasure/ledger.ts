import type { R2Bucket } from '@cloudflare/workers-types';
import { z } from 'zod';

/**
 * The ledger of erasures lies outside the database, so that a restored copy of that can be told whom to erase again:
 * docs/decisions. An entry names nobody, is written before anything is erased, and is never written again.
 */
const ledgerEntry = z.strictObject({
  id: z.string().min(1).max(100),
  /** Empty where no request was behind it. */
  requestNumber: z.string().max(20),
  /** `subjectHash` of the person's address. */
  subjectHash: z.string().regex(/^[0-9a-f]{64}$/),
  scope: z.enum(['everything', 'account']),
  /** Milliseconds since the epoch. */
  begunAt: z.int().positive(),
});

export type LedgerEntry = z.output<typeof ledgerEntry>;

const folder = 'erasures/';

/** Once for each id: a second entry changes nothing. Throws when it could not be written; then nothing may be erased. */
export async function writeLedgerEntry(ledger: R2Bucket, entry: LedgerEntry): Promise<void> {
  await ledger.put(`${folder}${entry.id}.json`, JSON.stringify(entry), {
    onlyIf: { etagDoesNotMatch: '*' },
    httpMetadata: { contentType: 'application/json' },
  });
}

export interface LedgerPage {
  readonly ids: readonly string[];
  /** Where the next page begins; undefined after the last. */
  readonly cursor: string | undefined;
}

/** R2 lists at most 1,000 at once. */
export async function listLedger(ledger: R2Bucket, cursor: string | undefined): Promise<LedgerPage> {
  const page = await ledger.list({ prefix: folder, limit: 1000, ...(cursor ? { cursor } : {}) });
  const ids = page.objects.map(({ key }) => key.slice(folder.length).replace(/\.json$/, ''));
  return { ids, cursor: page.truncated ? page.cursor : undefined };
}

/** Undefined when it has expired since it was listed. */
export async function readLedgerEntry(ledger: R2Bucket, id: string): Promise<LedgerEntry | undefined> {
  const found = await ledger.get(`${folder}${id}.json`);
  return found ? ledgerEntry.parse(JSON.parse(await found.text())) : undefined;
}
