import type { D1Database } from '@cloudflare/workers-types';
import type { EnteredOrder } from '../../src/api/entered-order-answers.ts';
import type { Currency } from '../../src/catalog/money.ts';
import type { EnteredSource } from '../../src/orders/order-sources.ts';

/** Where a letter of the outbox goes; null where there is none, or no longer. */
export async function selectAddressOfLetter(database: D1Database, mailId: string): Promise<string | null> {
  const row = await database
    .prepare('SELECT email FROM mail_outbox WHERE id = ?1')
    .bind(mailId)
    .first<{ email: string }>();
  return row?.email ?? null;
}

/** Instants are milliseconds since the epoch, amounts minor units of the currency. */
export interface EnteredRow {
  readonly number: string;
  readonly source: EnteredSource;
  readonly state: EnteredOrder['state'];
  readonly created_at: number;
  readonly expires_at: number;
  readonly pay_url: string | null;
  readonly country: string;
  readonly currency: Currency;
  readonly total_minor: number;
  /** JSON: [{name, variant, quantity}]. */
  readonly pieces: string;
  readonly letter: 'waiting' | 'sent' | 'refused' | 'dropped' | null;
}

/** Those that wait for their payment; whose time ends first comes first. */
export async function selectEntered(database: D1Database, limit: number): Promise<EnteredRow[]> {
  const { results } = await database
    .prepare(
      `SELECT c.number, c.source, c.state, c.created_at, c.expires_at, c.pay_url, c.country, c.currency,
         c.subtotal_minor + c.delivery_minor AS total_minor, m.state AS letter,
         (SELECT json_group_array(json_object('name', l.name, 'variant', l.variant, 'quantity', l.quantity))
          FROM checkout_lines l WHERE l.checkout_id = c.id) AS pieces
       FROM checkouts c LEFT JOIN mail_outbox m ON m.id = 'payment-link:' || c.number
       WHERE c.source <> 'shop' AND c.state IN ('holding', 'open', 'processing') ORDER BY c.expires_at, c.id LIMIT ?1`,
    )
    .bind(limit)
    .all<EnteredRow>();
  return results;
}
