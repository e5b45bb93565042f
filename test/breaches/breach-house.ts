import type { AtBreach } from '../../functions/breaches/change-breach.ts';
import { type Breach, selectBreach } from '../../functions/breaches/queries.ts';
import { recordBreach } from '../../functions/breaches/record-breach.ts';
import { isProblem } from '../../functions/problem.ts';
import type { StaffMe } from '../../src/api/answers.ts';
import type { BreachFacts } from '../../src/api/breach-answers.ts';
import type { House } from '../requests/house.ts';

/** Breaches as the acts have them, without the desk's doors. */

export const privacy: StaffMe = { email: 'privacy@shop.example', role: 'privacy' };
export const owner: StaffMe = { email: 'owner@shop.example', role: 'owner' };
export const hour = 60 * 60_000;
export const discoveredAt = Date.parse('2026-11-24T17:00:00Z');

export const facts: BreachFacts = {
  happened: 'A list of orders was left in a train.',
  data: ['orders.name', 'orders.email', 'orders.paid_at'],
  consequences: 'Somebody may write in our name.',
  measures: 'The list was found, and lists are no longer printed.',
  risk: 'risk',
  riskReason: 'Names and addresses of some, for some hours.',
};

/** A breach that was discovered and written down at `discoveredAt`; answers its number. */
export async function recorded(house: House, happened = facts.happened): Promise<string> {
  const outcome = await recordBreach(house.at(discoveredAt), privacy, { happened, discoveredAt });
  if (isProblem(outcome)) throw new Error(outcome.detail);
  return outcome.number;
}

/** Somebody before the breach as it is now. */
export async function asSeen(house: House, number: string, time: number, staff = privacy): Promise<AtBreach> {
  const shop = house.at(time);
  const breach = await found(house, number);
  return { shop, staff, breach, revision: breach.revision };
}

export async function found(house: House, number: string): Promise<Breach> {
  const breach = await selectBreach(house.database, number);
  if (!breach) throw new Error(`There is no breach ${number}`);
  return breach;
}

/** Orders of these people, paid at that time. */
export async function writeOrdersOf(house: House, emails: readonly string[], paidAt: number): Promise<void> {
  const statement = house.database.prepare(
    `INSERT INTO orders (number, state, review_reason, stripe_session_id, currency, subtotal_minor, delivery_minor,
       total_minor, delivery, gift_wrap, gift_message, name, email, phone, address_line1, address_line2, city, region,
       postcode, country, placed_at, paid_at)
     VALUES (?1, 'paid', '', ?1, 'EUR', 1, 0, 1, 'dhl-express', 0, '', 'Ada', ?2, '', '1 rue', '', 'Paris', '', '75002',
       'FR', ?3, ?3)`,
  );
  await house.database.batch(emails.map((email, place) => statement.bind(`LG-${paidAt}-${place}`, email, paidAt)));
}

export async function kindsOf(house: House, number: string): Promise<string[]> {
  const { results } = await house.database
    .prepare('SELECT kind FROM breach_entries WHERE breach_number = ?1 ORDER BY id')
    .bind(number)
    .all<{ kind: string }>();
  return results.map(({ kind }) => kind);
}
