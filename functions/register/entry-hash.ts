import type { RegisterEntry } from './queries.ts';

/** SHA-256, in hexadecimal, over all of an entry and over the hash of the one before it. */
export async function hashOfEntry(entry: Omit<RegisterEntry, 'hash'>): Promise<string> {
  const said = JSON.stringify([
    entry.sequence,
    entry.at,
    entry.request_number,
    entry.subject_hash,
    entry.kind,
    entry.step,
    entry.details,
    entry.previous_hash,
  ]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(said));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
