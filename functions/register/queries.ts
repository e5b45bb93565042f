import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';

export interface RegisterEntry {
  readonly hash: string;
  readonly sequence: number;
  readonly at: number;
  readonly request_number: string;
  readonly subject_hash: string;
  readonly kind: string;
  readonly step: string;
  readonly details: string;
  readonly previous_hash: string;
}

export function selectNewestEntry(database: D1Database): Promise<Pick<RegisterEntry, 'sequence' | 'hash'> | null> {
  return database
    .prepare('SELECT sequence, hash FROM rights_register ORDER BY sequence DESC LIMIT 1')
    .first<Pick<RegisterEntry, 'sequence' | 'hash'>>();
}

/** In their order, from after a sequence number. */
export async function selectEntriesAfter(
  database: D1Database,
  sequence: number,
  limit: number,
): Promise<RegisterEntry[]> {
  const { results } = await database
    .prepare(
      `SELECT hash, sequence, at, request_number, subject_hash, kind, step, details, previous_hash
       FROM rights_register WHERE sequence > ?1 ORDER BY sequence LIMIT ?2`,
    )
    .bind(sequence, limit)
    .all<RegisterEntry>();
  return results;
}

/** Breaks a UNIQUE constraint when another entry has taken the place after the same one. */
export function insertEntryStatement(database: D1Database, entry: RegisterEntry): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO rights_register (hash, sequence, at, request_number, subject_hash, kind, step, details,
         previous_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
    )
    .bind(
      entry.hash,
      entry.sequence,
      entry.at,
      entry.request_number,
      entry.subject_hash,
      entry.kind,
      entry.step,
      entry.details,
      entry.previous_hash,
    );
}

/** The newest entry of a request: what its receipt names. */
export function selectReceipt(
  database: D1Database,
  requestNumber: string,
): Promise<Pick<RegisterEntry, 'sequence' | 'hash'> | null> {
  return database
    .prepare('SELECT sequence, hash FROM rights_register WHERE request_number = ?1 ORDER BY sequence DESC LIMIT 1')
    .bind(requestNumber)
    .first<Pick<RegisterEntry, 'sequence' | 'hash'>>();
}
