import type { Problem } from '../../src/api/answers.ts';
import type { StockNoticeAsked, StockNoticeWish } from '../../src/api/kept-answers.ts';
import { readItem } from '../catalog/read-item.ts';
import { prepareLink } from '../links/one-time-link.ts';
import { refuseLetter } from '../links/refuse-letter.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { normaliseEmail } from '../normalise-email.ts';
import type { Shop } from '../shop.ts';
import { selectAvailable } from '../stock/queries.ts';
import { insertNoticeWishStatement } from './queries.ts';
import { isThere, notSold } from './refusals.ts';

/**
 * Keeps a wish to be told of a piece that is sold out, and asks its mailbox, in one letter, whoever it is. What the
 * house has of this address is looked up when the letter is written, and said only there.
 */
export async function askForNotice(shop: Shop, wish: StockNoticeWish): Promise<StockNoticeAsked | Problem> {
  const { config, database, now } = shop;
  const { sku, currency } = wish;
  if (!(await readItem(shop.assets, config.siteOrigin, sku))) return notSold();
  const [stock] = await selectAvailable(database, [sku]);
  if (!stock) return notSold();
  if (stock.available > 0) return isThere();
  const email = normaliseEmail(wish.email);
  const refusal = await refuseLetter(shop, 'stock-notice-letter', email);
  if (refusal) return refusal;
  const id = crypto.randomUUID();
  const link = prepareLink(shop, 'confirm-stock-notice', email, id);
  await database.batch([
    insertNoticeWishStatement(database, { id, email, sku, currency, asked_at: now }),
    link.statement,
    insertMailStatement(database, 'confirm-stock-notice', email, link.id, now),
  ]);
  await announceMail(shop, mailIdOf('confirm-stock-notice', link.id));
  return { state: 'mailed' };
}
