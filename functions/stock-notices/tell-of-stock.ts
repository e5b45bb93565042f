import { announceMany } from '../mail/announce-many.ts';
import type { Shop } from '../shop.ts';
import { endStepsOfGone, selectSkusToTell, tellStatements } from './queries.ts';

/** As many are told as there are pieces; whoever asked after them is told a day later, if there are some left, or when some came anew. */
export const stepMilliseconds = 24 * 60 * 60_000;

/** Of pieces and of people in one sweep; the next one goes on a minute later. */
const mostSkus = 20;
const mostPeople = 50;

/**
 * Tells those who asked that a piece can be bought again, in the order in which they confirmed it. It looks at what is
 * there and not at what came, so it does not matter how the piece came back: counted by the house, given back by a
 * payment that ended, returned or cancelled. Safe to run twice and at the same time; one that dies has told all of its
 * people or none.
 */
export async function tellOfStock(shop: Shop): Promise<void> {
  const { database, now } = shop;
  const stepsBegunAfter = now - stepMilliseconds;
  await endStepsOfGone(database);
  for (const sku of await selectSkusToTell(database, stepsBegunAfter, mostSkus)) {
    const statements = tellStatements(database, sku, { now, stepsBegunAfter, limit: mostPeople });
    const [written] = await database.batch<{ id: string }>(statements);
    await announceMany(shop, written?.results.map(({ id }) => id) ?? []);
  }
}
