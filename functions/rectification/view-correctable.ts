import type { Problem } from '../../src/api/answers.ts';
import type { CorrectableOrder, RectificationView } from '../../src/api/rectification-answers.ts';
import type { PrivacyRequest } from '../requests/queries.ts';
import type { Shop } from '../shop.ts';
import { isOpenOrder } from './is-open-order.ts';
import { type CorrectedOrder, selectOrdersOf, selectUsername } from './queries.ts';
import { refusalOf } from './rectify.ts';

const mostOrders = 50;

/** What the person of the request may correct, as it stands now. */
export async function viewCorrectable(shop: Shop, request: PrivacyRequest): Promise<RectificationView | Problem> {
  const refusal = refusalOf(request);
  if (refusal) return refusal;
  const { database, now } = shop;
  const [username, orders] = await Promise.all([
    selectUsername(database, request.email),
    selectOrdersOf(database, request.email, mostOrders),
  ]);
  return { username: username ?? '', orders: orders.map((order) => viewOf(order, now)) };
}

function viewOf(order: CorrectedOrder, now: number): CorrectableOrder {
  const { number, placed_at, name, phone, line1, line2, city, region, postcode } = order;
  return {
    number,
    placedAt: new Date(placed_at).toISOString(),
    as: isOpenOrder(order, now) ? 'changed' : 'added',
    fields: { name, phone, line1, line2, city, region, postcode },
  };
}
