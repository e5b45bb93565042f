import type { Shop } from '../shop.ts';
import type { Person } from '../subject/subject-tables.ts';
import { contactNeededUntil, makingDays } from './contact-needed-until.ts';
import { selectOrdersOfPerson } from './queries.ts';

const pageSize = 500;
/** For an order that comes in while the days are counted: the longest time that one takes. */
export const longestNeedMilliseconds = 440 * 24 * 60 * 60_000;

export interface PlannedOrder {
  readonly number: string;
  /** Milliseconds since the epoch. */
  readonly paidAt: number;
  readonly neededUntil: number;
}

/** Of each of the person's orders: until when its delivery and the withdrawal from it need the person's contact. */
export async function planTrims(shop: Shop, person: Person): Promise<PlannedOrder[]> {
  const daysOf = makingDays(shop);
  const planned: PlannedOrder[] = [];
  for (let after = ''; ; ) {
    const page = await selectOrdersOfPerson(shop.database, person, after, pageSize);
    for (const { number, paid_at: paidAt, country, delivery, skus } of page) {
      const order = { paidAt, country, delivery, skus: skusOf(skus) };
      planned.push({ number, paidAt, neededUntil: await contactNeededUntil(order, daysOf) });
    }
    const last = page.at(-1);
    if (!last || page.length < pageSize) return planned;
    after = last.number;
  }
}

function skusOf(json: string): string[] {
  const parsed: unknown = JSON.parse(json);
  return Array.isArray(parsed) ? parsed.map(String) : [];
}
