import type { Problem } from '../../src/api/answers.ts';
import { lookAtLink, takeLink } from '../links/one-time-link.ts';
import type { OneTimeLink } from '../links/queries.ts';
import { wrongCode } from '../links/refusals.ts';
import { takeNewestLink } from '../links/take-newest-link.ts';
import { isRestricted } from '../restriction/queries.ts';
import type { Shop } from '../shop.ts';
import {
  confirmNoticeStatements,
  type StockNotice,
  selectNotice,
  selectNoticeOf,
  selectNoticeWish,
} from './queries.ts';
import { confirmationEnded, onlyStored } from './refusals.ts';

/**
 * The mailbox has said yes: the wish becomes a notice. Followed again within its day, the link says what holds, and
 * finishes what a process that died had begun, for the wish is there until the notice is.
 */
export async function confirmNotice(shop: Shop, token: string): Promise<StockNotice | Problem> {
  const purpose = 'confirm-stock-notice';
  const link = (await takeLink(shop, purpose, token)) ?? (await lookAtLink(shop, purpose, token));
  return link && link.expires_at > shop.now ? confirm(shop, link) : confirmationEnded();
}

/** The same by the code of the newest letter to this address. */
export async function confirmNoticeByCode(shop: Shop, email: string, code: string): Promise<StockNotice | Problem> {
  const link = await takeNewestLink(shop, 'confirm-stock-notice', 'stock-notice-code', { email, code });
  return link ? confirm(shop, link) : wrongCode();
}

async function confirm({ database, now }: Shop, link: OneTimeLink): Promise<StockNotice | Problem> {
  if (await isRestricted(database, link.email)) return onlyStored();
  const wish = await selectNoticeWish(database, link.subject_id);
  if (wish) await database.batch(confirmNoticeStatements(database, wish, now));
  const notice = wish
    ? await selectNoticeOf(database, wish.email, wish.sku)
    : await selectNotice(database, link.subject_id);
  return notice ?? confirmationEnded();
}
