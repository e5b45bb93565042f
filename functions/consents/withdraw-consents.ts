import type { Shop } from '../shop.ts';
import { withdrawStatements } from './queries.ts';

/**
 * Takes back every wish of an address to hear from the house, confirmed or not. Safe to call again.
 *
 * @param page where it was withdrawn, for the proof
 * @returns how many standing consents that ended
 */
export async function withdrawConsents(shop: Shop, email: string, page: string): Promise<number> {
  const [withdrawn] = await shop.database.batch(withdrawStatements(shop.database, email, page, shop.now));
  return withdrawn?.meta.changes ?? 0;
}
