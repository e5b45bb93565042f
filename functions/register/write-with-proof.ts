import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { RequestKind } from '../../src/policy/request-kinds.ts';
import type { Shop } from '../shop.ts';
import { hashOfEntry } from './entry-hash.ts';
import { insertEntryStatement, type RegisterEntry, selectNewestEntry } from './queries.ts';

/** One step of a request, for the register: nothing in it names or describes a person. */
export interface Proof {
  readonly requestNumber: string;
  /** `subjectHash` of the person's address. */
  readonly subjectHash: string;
  readonly kind: RequestKind;
  /** A word of ours, such as 'received'. */
  readonly step: string;
  /** Counts, dates, names of recipients and tables. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** A turn is only ever lost to a writer who is done by it, so as many as this at once all get through. */
const mostTurns = 100;
const longestPauseMilliseconds = 300;

/**
 * Writes a change and the proofs of it in one transaction: there is no step without its
 * entry, and no entry of a step that was not taken. The entries form a chain, so two
 * writers at once can't both follow the same one: the later one reads the new end and
 * writes again.
 */
export async function writeWithProof(
  shop: Shop,
  statements: readonly D1PreparedStatement[],
  proofs: readonly Proof[],
): Promise<void> {
  for (let turn = 1; ; turn += 1) {
    const entries = await chain(shop, proofs);
    try {
      await shop.database.batch([...statements, ...entries.map((entry) => insertEntryStatement(shop.database, entry))]);
      return;
    } catch (error) {
      if (turn === mostTurns || !isPlaceTaken(error)) throw error;
      // Those who came at once would come at once again: each waits a little, for as long as chance has it.
      await new Promise((resolve) =>
        setTimeout(resolve, Math.random() * Math.min(20 * turn, longestPauseMilliseconds)),
      );
    }
  }
}

async function chain(shop: Shop, proofs: readonly Proof[]): Promise<RegisterEntry[]> {
  const newest = await selectNewestEntry(shop.database);
  let sequence = newest?.sequence ?? 0;
  let previousHash = newest?.hash ?? '';
  const entries: RegisterEntry[] = [];
  for (const proof of proofs) {
    sequence += 1;
    const entry = {
      sequence,
      at: shop.now,
      request_number: proof.requestNumber,
      subject_hash: proof.subjectHash,
      kind: proof.kind,
      step: proof.step,
      details: JSON.stringify(proof.details ?? {}),
      previous_hash: previousHash,
    };
    previousHash = await hashOfEntry(entry);
    entries.push({ ...entry, hash: previousHash });
  }
  return entries;
}

function isPlaceTaken(error: unknown): boolean {
  return error instanceof Error && error.message.includes('UNIQUE constraint failed: rights_register');
}
