import type { OrderHistory } from '../../src/api/account-answers.ts';
import type { Session } from '../accounts/queries.ts';
import { signOrderLink } from '../orders/order-link.ts';
import type { Shop } from '../shop.ts';
import { countNotJoined, type JoinedOrder, joinOrdersStatement, selectJoinedOrders } from './queries.ts';

/** More than a person reads; all of them are in the copy of their data. */
const mostOrders = 500;

/** What the person has joined to the account, and how many more there are of the confirmed address. */
export async function viewHistory(shop: Shop, session: Session): Promise<OrderHistory> {
  const rows = await selectJoinedOrders(shop.database, session.id, mostOrders);
  return {
    orders: await Promise.all(rows.map((row) => orderOf(shop, row))),
    notJoined: await countNotJoined(shop.database, session.email),
  };
}

/** Orders of the confirmed address, bought without signing in, join when the person asks, and not before. */
export async function joinOrders(shop: Shop, session: Session): Promise<OrderHistory> {
  await joinOrdersStatement(shop.database, session.id, session.email, shop.now).run();
  return viewHistory(shop, session);
}

async function orderOf(shop: Shop, row: JoinedOrder): Promise<OrderHistory['orders'][number]> {
  return {
    number: row.number,
    state: row.state,
    paidAt: new Date(row.paid_at).toISOString(),
    currency: row.currency,
    totalMinor: row.total_minor,
    refundedMinor: row.refunded_minor,
    pieces: row.pieces,
    link: await signOrderLink(shop.config.orderLinkSecret, row.number),
  };
}
