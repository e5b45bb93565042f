import type { PrivacyRequest } from '../requests/queries.ts';
import type { Shop } from '../shop.ts';
import { isOpenOrder } from './is-open-order.ts';
import { selectOrdersOf } from './queries.ts';
import { refusalOf } from './rectify.ts';

/** The newest; one that is older is corrected by the person, or by a second request. */
const mostInvoices = 200;

/** The numbers of the person's orders whose invoice is made, where the request is one to correct something. */
export async function correctableInvoices(shop: Shop, request: PrivacyRequest): Promise<string[]> {
  if (refusalOf(request)) return [];
  const orders = await selectOrdersOf(shop.database, request.email, mostInvoices);
  return orders.filter((order) => !isOpenOrder(order, shop.now)).map(({ number }) => number);
}
