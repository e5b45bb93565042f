import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Every database in a file below a folder, past the Worker. */
export function openDatabases(folder: string): DatabaseSync[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sqlite'))
    .map((entry) => new DatabaseSync(join(entry.parentPath, entry.name)));
}

/**
 * Leaves the files as VACUUM does: D1 refuses both that and secure_delete, so what lies in freed pages is the host's
 * matter, until they are used again.
 */
export function giveFreedPagesBack(folder: string): void {
  for (const database of openDatabases(folder)) {
    database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
  }
}
