import type { OpenShop, SentLetter } from '../erasure/open-shop.ts';
import { insert } from '../erasure/person.ts';
import type { Database } from '../local/reach-database.ts';

/** The one piece that the opened shop of these tests has stock of. */
export const sku = 'STOCK';
export const minute = 60_000;
export const day = 24 * 60 * minute;

/** People who have confirmed that they want to be told, one after the other: nobody1 first. */
export async function writeWaiting(database: Database, amount: number, from: number, piece = sku): Promise<string[]> {
  const emails = Array.from({ length: amount }, (_, place) => `nobody${place + 1}@example.com`);
  await database.batch(
    emails.map((email, place) =>
      insert(database, 'stock_notices', {
        id: crypto.randomUUID(),
        email,
        sku: piece,
        currency: 'EUR',
        confirmed_at: from + place,
      }),
    ),
  );
  return emails;
}

export async function setStock(database: Database, onHand: number, piece = sku): Promise<void> {
  await database
    .prepare('INSERT INTO stock (sku, on_hand) VALUES (?1, ?2) ON CONFLICT (sku) DO UPDATE SET on_hand = ?2')
    .bind(piece, onHand)
    .run();
}

export async function waitingFor(database: Database): Promise<string[]> {
  const { results } = await database
    .prepare('SELECT email FROM stock_notices ORDER BY confirmed_at, id')
    .all<{ email: string }>();
  return results.map(({ email }) => email);
}

/** Whom a letter says that the piece is back, in the order in which they left. */
export function told({ letters }: Pick<OpenShop, 'letters'>): string[] {
  return letters.filter(isOfStock).map(({ to }) => to);
}

function isOfStock({ subject }: SentLetter): boolean {
  return subject.startsWith('Back in the house:') || subject.startsWith('Here, and gone again:');
}
