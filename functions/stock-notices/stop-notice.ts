import { apiPaths } from '../../src/paths.ts';
import type { Shop } from '../shop.ts';
import { readLink, signLink } from '../signed-link.ts';
import { stopNoticeStatements } from './queries.ts';

const purpose = 'stop-stock-notice';

/** Stands in an address, which logs have: so it can take the wish back, and show nothing. It works as long as the wish does. */
export async function stopPath(shop: Shop, noticeId: string): Promise<string> {
  return apiPaths.stockNoticeStop(await signLink(shop.config.privacySecret, purpose, noticeId));
}

export function readStopLink(shop: Shop, link: string): Promise<string | undefined> {
  return readLink(shop.config.privacySecret, purpose, link);
}

/** One press, without signing in; pressed again it finds nothing left to do. */
export async function stopNotice({ database }: Shop, noticeId: string): Promise<void> {
  await database.batch(stopNoticeStatements(database, noticeId));
}
