import type { Shop } from '../shop.ts';
import type { Person } from '../subject/subject-tables.ts';
import { countOrdersToSend, selectParcelsOfPerson } from './queries.ts';
import type { Disclosed } from './recipients.ts';

/** What recipients were given about a person with their orders, and what a carrier is still to be given. */
export async function disclosedOf(shop: Shop, person: Person, payments: number): Promise<Disclosed> {
  const [parcels, ordersToSend] = await Promise.all([
    selectParcelsOfPerson(shop.database, person),
    countOrdersToSend(shop.database, person),
  ]);
  return { payments, parcels, ordersToSend };
}

/** An account alone was deleted: what was bought stays, and so does what was told of it. */
export const nothingDisclosed: Disclosed = { payments: 0, parcels: [], ordersToSend: 0 };
