import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { Problem, StaffMe } from '../../src/api/answers.ts';
import type { Shop } from '../shop.ts';
import { type Breach, type Entry, insertEntryStatement, nextRevisionStatement, wasChanged } from './queries.ts';
import { changedMeanwhile } from './refusals.ts';

/** Who stands at the desk, with which breach before them, as they saw it. */
export interface AtBreach {
  readonly shop: Shop;
  readonly staff: StaffMe;
  readonly breach: Breach;
  /** Which of its revisions they saw. */
  readonly revision: number;
}

/**
 * Changes a breach and writes the line of its record that says so: both or neither. Of two who change it at once the
 * first counts, and the other is told to look again.
 */
export async function changeBreach(
  { shop, staff, breach, revision }: AtBreach,
  entry: Omit<Entry, 'role'>,
  statements: readonly D1PreparedStatement[],
): Promise<Problem | undefined> {
  const { database, now } = shop;
  try {
    await database.batch([
      nextRevisionStatement(database, breach.number, revision),
      ...statements,
      insertEntryStatement(database, breach.number, { ...entry, role: staff.role }, now),
    ]);
    return undefined;
  } catch (error) {
    if (wasChanged(error)) return changedMeanwhile();
    throw error;
  }
}
