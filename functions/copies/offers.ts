import { apiPaths } from '../../src/paths.ts';
import { say } from '../../src/words/say.ts';
import type { PrivacyRequest } from '../requests/queries.ts';
import type { Shop } from '../shop.ts';
import { instantInWords } from './offer-copy.ts';
import { selectCopy } from './queries.ts';

/** For the page of a request: the form that fetches its copy, while there is one. It posts the request's link. */
export async function copyOffers(shop: Shop, request: PrivacyRequest) {
  const copy = await selectCopy(shop.database, request.number);
  if (!copy || copy.fetched_at !== null || copy.expires_at <= shop.now) return [];
  return [
    {
      label: say`Fetch my copy`,
      note: say`It can be fetched once, until ${instantInWords(copy.expires_at)}.`,
      action: apiPaths.privacyCopies,
    },
  ];
}
