import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { Currency } from '../../src/catalog/money.ts';
import { language } from '../../src/words/language.ts';

export interface NoticeWish {
  readonly id: string;
  /** In lower case, as everywhere here. */
  readonly email: string;
  readonly sku: string;
  readonly currency: Currency;
  /** Milliseconds since the epoch. */
  readonly asked_at: number;
}

export type StockNotice = Omit<NoticeWish, 'asked_at'>;

/** Written whether the address waits already or not, so that asking costs the same. */
export function insertNoticeWishStatement(database: D1Database, wish: NoticeWish): D1PreparedStatement {
  return database
    .prepare('INSERT INTO stock_notice_wishes (id, email, sku, currency, asked_at) VALUES (?1, ?2, ?3, ?4, ?5)')
    .bind(wish.id, wish.email, wish.sku, wish.currency, wish.asked_at);
}

export function selectNoticeWish(database: D1Database, id: string): Promise<NoticeWish | null> {
  return database
    .prepare('SELECT id, email, sku, currency, asked_at FROM stock_notice_wishes WHERE id = ?1')
    .bind(id)
    .first<NoticeWish>();
}

/** The wish becomes a notice, unless its address waits for this piece already; either way no wish for it is left. */
export function confirmNoticeStatements(
  database: D1Database,
  { id, email, sku }: NoticeWish,
  now: number,
): D1PreparedStatement[] {
  return [
    database
      .prepare(
        `INSERT INTO stock_notices (id, email, sku, currency, confirmed_at, language)
         SELECT id, email, sku, currency, ?2, ?3 FROM stock_notice_wishes WHERE id = ?1
         ON CONFLICT (email, sku) DO NOTHING`,
      )
      .bind(id, now, language()),
    database.prepare('DELETE FROM stock_notice_wishes WHERE email = ?1 AND sku = ?2').bind(email, sku),
  ];
}

export function selectNotice(database: D1Database, id: string): Promise<StockNotice | null> {
  return database
    .prepare('SELECT id, email, sku, currency FROM stock_notices WHERE id = ?1')
    .bind(id)
    .first<StockNotice>();
}

export function selectNoticeOf(database: D1Database, email: string, sku: string): Promise<StockNotice | null> {
  return database
    .prepare('SELECT id, email, sku, currency FROM stock_notices WHERE email = ?1 AND sku = ?2')
    .bind(email, sku)
    .first<StockNotice>();
}

/** Confirmed or not, it is gone, and so is what its address asked about the same piece since. */
export function stopNoticeStatements(database: D1Database, id: string): D1PreparedStatement[] {
  return [
    database
      .prepare(
        `DELETE FROM stock_notice_wishes
         WHERE id = ?1 OR (email, sku) IN (SELECT email, sku FROM stock_notices WHERE id = ?1)`,
      )
      .bind(id),
    database.prepare('DELETE FROM stock_notices WHERE id = ?1').bind(id),
  ];
}

/** Somebody's account has another address: what they wait for goes with them, once for each piece. */
export function carryNoticesStatements(database: D1Database, from: string, to: string): D1PreparedStatement[] {
  return [
    database.prepare('UPDATE OR IGNORE stock_notices SET email = ?2 WHERE email = ?1').bind(from, to),
    database.prepare('DELETE FROM stock_notices WHERE email = ?1').bind(from),
  ];
}

/** Those whose data is only to be stored keep their place and are passed over. */
const isTheirTurn = `NOT EXISTS (SELECT 1 FROM restrictions r WHERE r.email = n.email AND r.lifted_at IS NULL)`;

/** Of each piece, how many more may be told in its step: as many as can be bought, less those whom the step has told. */
const stillToTell = `s.on_hand - s.held - coalesce((
  SELECT t.told FROM stock_notice_steps t WHERE t.sku = s.sku AND t.begun_at > ?1), 0)`;

/** What had come has gone: when more comes, it is news for whoever is next. */
export async function endStepsOfGone(database: D1Database): Promise<void> {
  await database
    .prepare('DELETE FROM stock_notice_steps WHERE sku IN (SELECT sku FROM stock WHERE on_hand <= held)')
    .run();
}

/**
 * Pieces that somebody waits for and may be told of.
 *
 * @param stepsBegunAfter milliseconds since the epoch: a step that began earlier is over
 */
export async function selectSkusToTell(
  database: D1Database,
  stepsBegunAfter: number,
  limit: number,
): Promise<readonly string[]> {
  const { results } = await database
    .prepare(
      `SELECT s.sku FROM stock s WHERE s.on_hand > s.held AND ${stillToTell} > 0
         AND EXISTS (SELECT 1 FROM stock_notices n WHERE n.sku = s.sku AND ${isTheirTurn})
       ORDER BY s.sku LIMIT ?2`,
    )
    .bind(stepsBegunAfter, limit)
    .all<{ sku: string }>();
  return results.map(({ sku }) => sku);
}

/**
 * One transaction: the letters of those whose turn it is, the step that they belong to, and their rows gone. The count
 * is taken in it, so that two sweeps at the same time tell no more than one would.
 */
export function tellStatements(
  database: D1Database,
  sku: string,
  { now, stepsBegunAfter, limit }: { readonly now: number; readonly stepsBegunAfter: number; readonly limit: number },
): D1PreparedStatement[] {
  const mailId = `'back-in-stock:' || n.sku || '.' || n.currency || '.' || n.id`;
  const isWritten = `EXISTS (SELECT 1 FROM mail_outbox m WHERE m.id = ${mailId})`;
  return [
    database
      .prepare(
        `INSERT INTO mail_outbox (id, kind, email, subject_id, state, next_attempt_at, created_at, language)
         SELECT ${mailId}, 'back-in-stock', n.email, n.sku || '.' || n.currency || '.' || n.id, 'waiting', ?3, ?3,
           n.language
         FROM stock_notices n WHERE n.sku = ?2 AND ${isTheirTurn}
         ORDER BY n.confirmed_at, n.id
         LIMIT max(0, min(?4, (SELECT ${stillToTell} FROM stock s WHERE s.sku = ?2)))
         RETURNING id`,
      )
      .bind(stepsBegunAfter, sku, now, limit),
    database
      .prepare(
        `INSERT INTO stock_notice_steps (sku, begun_at, told)
         SELECT ?2, ?3, count(*) FROM stock_notices n WHERE n.sku = ?2 AND ${isWritten} HAVING count(*) > 0
         ON CONFLICT (sku) DO UPDATE SET
           told = CASE WHEN begun_at > ?1 THEN told + excluded.told ELSE excluded.told END,
           begun_at = CASE WHEN begun_at > ?1 THEN begun_at ELSE excluded.begun_at END`,
      )
      .bind(stepsBegunAfter, sku, now),
    database
      .prepare(
        `DELETE FROM stock_notices WHERE sku = ?1 AND id IN (
           SELECT n.id FROM stock_notices n WHERE n.sku = ?1 AND ${isWritten})`,
      )
      .bind(sku),
  ];
}
