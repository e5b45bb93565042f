import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { Currency } from '../../src/catalog/money.ts';
import type { Language } from '../../src/languages.ts';
import type { OrderSource } from '../../src/orders/order-sources.ts';

export type CheckoutState = 'holding' | 'open' | 'processing' | 'paid' | 'expired' | 'failed' | 'cancelled';

export interface Checkout {
  readonly id: string;
  readonly number: string;
  readonly attempt: string | null;
  readonly digest: string;
  readonly state: CheckoutState;
  readonly currency: Currency;
  readonly country: string;
  readonly delivery: string;
  readonly delivery_minor: number;
  readonly subtotal_minor: number;
  readonly gift_wrap: number;
  readonly gift_message: string;
  readonly marketing: number;
  readonly wording_version: number;
  readonly stripe_session_id: string | null;
  readonly pay_url: string | null;
  readonly created_at: number;
  readonly expires_at: number;
  readonly asked_at: number | null;
  readonly source: OrderSource;
  readonly language: Language;
}

export interface CheckoutLine {
  readonly sku: string;
  readonly slug: string;
  readonly name: string;
  readonly variant: string;
  readonly photograph: string;
  readonly quantity: number;
  readonly unit_minor: number;
}

export type NewCheckout = Pick<
  Checkout,
  | 'id'
  | 'number'
  | 'attempt'
  | 'digest'
  | 'currency'
  | 'country'
  | 'delivery'
  | 'delivery_minor'
  | 'subtotal_minor'
  | 'gift_wrap'
  | 'gift_message'
  | 'marketing'
  | 'wording_version'
  | 'created_at'
  | 'expires_at'
  | 'source'
  | 'language'
> & { readonly lines: readonly CheckoutLine[] };

const columns = `id, number, attempt, digest, state, currency, country, delivery, delivery_minor, subtotal_minor,
  gift_wrap, gift_message, marketing, wording_version, stripe_session_id, pay_url, created_at, expires_at, asked_at, source,
  language`;

/**
 * The checkout, its lines and its holds, in one transaction. Throws the database's own
 * constraint where a piece is not left (`CHECK`), not sold (`FOREIGN KEY`), or where the
 * attempt or the number is taken (`UNIQUE`); then nothing is written.
 *
 * @param alongside to be written with it, or not at all
 */
export async function insertCheckoutWithHolds(
  database: D1Database,
  checkout: NewCheckout,
  alongside: readonly D1PreparedStatement[],
): Promise<void> {
  await database.batch([
    database
      .prepare(
        `INSERT INTO checkouts (id, number, attempt, digest, state, currency, country, delivery, delivery_minor,
           subtotal_minor, gift_wrap, gift_message, marketing, wording_version, created_at, expires_at,
           source, language)
         VALUES (?1, ?2, ?3, ?4, 'holding', ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)`,
      )
      .bind(
        checkout.id,
        checkout.number,
        checkout.attempt,
        checkout.digest,
        checkout.currency,
        checkout.country,
        checkout.delivery,
        checkout.delivery_minor,
        checkout.subtotal_minor,
        checkout.gift_wrap,
        checkout.gift_message,
        checkout.marketing,
        checkout.wording_version,
        checkout.created_at,
        checkout.expires_at,
        checkout.source,
        checkout.language,
      ),
    ...checkout.lines.map((line) =>
      database
        .prepare('INSERT INTO holds (checkout_id, sku, quantity) VALUES (?1, ?2, ?3)')
        .bind(checkout.id, line.sku, line.quantity),
    ),
    ...checkout.lines.map((line, position) =>
      database
        .prepare(
          `INSERT INTO checkout_lines (checkout_id, position, sku, slug, name, variant, photograph, quantity, unit_minor)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
        )
        .bind(
          checkout.id,
          position,
          line.sku,
          line.slug,
          line.name,
          line.variant,
          line.photograph,
          line.quantity,
          line.unit_minor,
        ),
    ),
    ...alongside,
  ]);
}

/**
 * Only from `holding`: a checkout that was ended meanwhile stays ended.
 *
 * @param linkTo where a letter with the payment link goes, written with it; nowhere when it is left out
 */
export async function openCheckout(
  database: D1Database,
  checkoutId: string,
  { id: stripeSessionId, url: payUrl }: { readonly id: string; readonly url: string },
  linkTo?: { readonly email: string; readonly now: number },
): Promise<boolean> {
  const [opened] = await database.batch([
    database
      .prepare(
        `UPDATE checkouts SET state = 'open', stripe_session_id = ?2, pay_url = ?3
         WHERE id = ?1 AND (state = 'holding' OR (state = 'open' AND stripe_session_id = ?2))`,
      )
      .bind(checkoutId, stripeSessionId, payUrl),
    ...(linkTo ? [paymentLinkStatement(database, checkoutId, linkTo.email, linkTo.now)] : []),
  ]);
  return (opened?.meta.changes ?? 0) > 0;
}

/** A letter with the link of a checkout that can be paid; none of one that was ended. */
function paymentLinkStatement(
  database: D1Database,
  checkoutId: string,
  email: string,
  now: number,
): D1PreparedStatement {
  return database
    .prepare(
      `INSERT INTO mail_outbox (id, kind, email, subject_id, state, next_attempt_at, created_at, language)
       SELECT 'payment-link:' || number, 'payment-link', ?2, number, 'waiting', ?3, ?3, language
       FROM checkouts WHERE id = ?1 AND state = 'open' ON CONFLICT (id) DO NOTHING`,
    )
    .bind(checkoutId, email, now);
}

export function selectCheckoutByAttempt(database: D1Database, attempt: string): Promise<Checkout | null> {
  return database.prepare(`SELECT ${columns} FROM checkouts WHERE attempt = ?1`).bind(attempt).first<Checkout>();
}

export function selectCheckoutByNumber(database: D1Database, number: string): Promise<Checkout | null> {
  return database.prepare(`SELECT ${columns} FROM checkouts WHERE number = ?1`).bind(number).first<Checkout>();
}

export function selectCheckoutBySession(database: D1Database, stripeSessionId: string): Promise<Checkout | null> {
  return database
    .prepare(`SELECT ${columns} FROM checkouts WHERE stripe_session_id = ?1`)
    .bind(stripeSessionId)
    .first<Checkout>();
}

export async function selectCheckoutLines(database: D1Database, checkoutId: string): Promise<CheckoutLine[]> {
  const { results } = await database
    .prepare(
      `SELECT sku, slug, name, variant, photograph, quantity, unit_minor FROM checkout_lines
       WHERE checkout_id = ?1 ORDER BY position`,
    )
    .bind(checkoutId)
    .all<CheckoutLine>();
  return results;
}

/** Checkouts whose time is over and that nobody has settled, oldest first. */
export async function selectOverdueCheckouts(database: D1Database, now: number, limit: number): Promise<Checkout[]> {
  const { results } = await database
    .prepare(
      `SELECT ${columns} FROM checkouts
       WHERE state IN ('holding', 'open', 'processing') AND expires_at <= ?1 AND (asked_at IS NULL OR asked_at <= ?2)
       ORDER BY expires_at LIMIT ?3`,
    )
    .bind(now, now - pauseBetweenQuestions, limit)
    .all<Checkout>();
  return results;
}

/** A delayed payment may take days: it is asked about every ten minutes, not at every sweep. */
const pauseBetweenQuestions = 10 * 60_000;

/** Takes the right to ask Stripe now, so that an impatient page or two sweeps don't all ask. */
export async function claimQuestion(
  database: D1Database,
  checkoutId: string,
  now: number,
  pauseMilliseconds: number,
): Promise<boolean> {
  const { meta } = await database
    .prepare('UPDATE checkouts SET asked_at = ?2 WHERE id = ?1 AND (asked_at IS NULL OR asked_at <= ?3)')
    .bind(checkoutId, now, now - pauseMilliseconds)
    .run();
  return meta.changes > 0;
}

export function processingStatement(database: D1Database, checkoutId: string): D1PreparedStatement {
  return database
    .prepare(`UPDATE checkouts SET state = 'processing' WHERE id = ?1 AND state IN ('holding', 'open')`)
    .bind(checkoutId);
}

/**
 * Gives the pieces back where Stripe made no page. Only from `holding`: the same attempt, sent
 * twice, may have been answered to the other request, and that shopper is paying.
 */
export async function failHolding(database: D1Database, checkoutId: string): Promise<void> {
  await database.batch([
    database
      .prepare(`UPDATE checkouts SET state = 'failed', attempt = NULL WHERE id = ?1 AND state = 'holding'`)
      .bind(checkoutId),
    giveBackStatement(database, checkoutId),
  ]);
}

/**
 * Ends an unpaid checkout and gives its pieces back: to be written in one transaction.
 * A checkout that is paid, or was ended before, keeps its state and its stock.
 */
export function endStatements(
  database: D1Database,
  checkoutId: string,
  state: 'expired' | 'failed' | 'cancelled',
): D1PreparedStatement[] {
  return [
    database
      .prepare(
        `UPDATE checkouts SET state = ?2, attempt = NULL WHERE id = ?1 AND state IN ('holding', 'open', 'processing')`,
      )
      .bind(checkoutId, state),
    giveBackStatement(database, checkoutId),
  ];
}

/** Gives the pieces of a checkout that has ended unpaid back; those of any other stay held. */
function giveBackStatement(database: D1Database, checkoutId: string): D1PreparedStatement {
  return database
    .prepare(
      `DELETE FROM holds WHERE checkout_id = ?1
         AND EXISTS (SELECT 1 FROM checkouts WHERE id = ?1 AND state IN ('expired', 'failed', 'cancelled'))`,
    )
    .bind(checkoutId);
}
