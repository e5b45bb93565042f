import type { RequestChoice } from '../../src/api/request-answers.ts';
import type { RequestKind } from '../../src/policy/request-kinds.ts';
import { copyOffers } from '../copies/offers.ts';
import { erasureOffers } from '../erasure/offers.ts';
import type { Shop } from '../shop.ts';
import type { PrivacyRequest } from './queries.ts';

/** What the person can do now on the page of a request of this kind, beyond writing and withdrawing. */
export type Offers = (shop: Shop, request: PrivacyRequest) => Promise<readonly RequestChoice[]>;

/** Each right brings its own: a copy to fetch, an erasure to look at and confirm. */
const offersOf: Partial<Record<RequestKind, Offers>> = {
  access: copyOffers,
  portability: copyOffers,
  erasure: erasureOffers,
};

export async function offersFor(shop: Shop, request: PrivacyRequest): Promise<readonly RequestChoice[]> {
  return (await offersOf[request.kind]?.(shop, request)) ?? [];
}
