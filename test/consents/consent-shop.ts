import type { D1Database } from '@cloudflare/workers-types';
import type { Shop } from '../../functions/shop.ts';
import { launchStorage } from '../local/launch-storage.ts';
import type { Database } from '../local/reach-database.ts';

export interface ConsentShop {
  readonly database: Database;
  /** Ids of the outbox that the queue was told of. */
  readonly announced: string[];
  /** What the acts are given, at an instant. */
  at(now: number): Shop;
  close(): Promise<void>;
}

/** The acts of consent over the migrated D1 of the real workerd, with a clock that the test moves. */
export async function openConsentShop(): Promise<ConsentShop> {
  const { database, close } = await launchStorage();
  const announced: string[] = [];
  const given: Pick<Shop, 'config' | 'database' | 'mailQueue'> = {
    config: {
      siteOrigin: 'https://shop.example',
      emailFrom: 'orders@shop.example',
      stripeApiBase: 'https://api.stripe.com',
      stripeSecretKey: 'sk_test_x',
      stripeWebhookSecret: 'whsec_x',
      orderLinkSecret: 'o'.repeat(32),
      privacySecret: 'p'.repeat(32),
    } as Shop['config'],
    // The same database, seen through Miniflare's own types.
    database: database as unknown as D1Database,
    mailQueue: {
      send: async ({ mailId }: { readonly mailId: string }) => void announced.push(mailId),
    } as unknown as Shop['mailQueue'],
  };
  // Whatever else an act of consent reached for would not be there, and the test would fail.
  return { database, announced, at: (now) => ({ ...given, now }) as unknown as Shop, close };
}

export interface ConsentRow {
  readonly id: string;
  readonly email: string;
  readonly asked_at: number;
  readonly confirmed_at: number;
  readonly withdrawn_at: number | null;
  readonly withdrawn_on: string;
}

export async function consentsOf(database: Database, email: string): Promise<ConsentRow[]> {
  const { results } = await database
    .prepare(
      `SELECT id, email, asked_at, confirmed_at, withdrawn_at, withdrawn_on FROM marketing_consents
       WHERE email = ?1 ORDER BY confirmed_at`,
    )
    .bind(email)
    .all<ConsentRow>();
  return results;
}

export async function countOf(database: Database, table: 'marketing_wishes' | 'mail_outbox', email: string) {
  const row = await database
    .prepare(`SELECT count(*) AS rows FROM ${table} WHERE email = ?1`)
    .bind(email)
    .first<{ rows: number }>();
  return row?.rows ?? 0;
}
