import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import type { Problem } from '../../../src/api/answers.ts';
import type { StaffOrderDone } from '../../../src/api/staff-orders.ts';
import { formatMoney } from '../../../src/catalog/money.ts';
import { orderWords } from '../../../src/orders/order-words.ts';
import { apiPaths } from '../../../src/paths.ts';
import { readJson } from '../../door.ts';
import { deliverParcel } from '../../order-life/deliver-parcel.ts';
import { loseParcel } from '../../order-life/lose-parcel.ts';
import { type DecidedMove, moveOrder } from '../../order-life/move-order.ts';
import { selectLife } from '../../order-life/queries.ts';
import { shipParcel } from '../../order-life/ship-parcel.ts';
import type { Moved, MovedBy } from '../../order-life/write-moves.ts';
import type { Order } from '../../orders/queries.ts';
import { isProblem, problemResponse } from '../../problem.ts';
import { refundOrder } from '../../refunds/refund-order.ts';
import { accessStatement, recordAccess } from '../access-log.ts';
import type { StaffVariables } from '../require-staff.ts';
import { clearFlag, releaseOrder } from './clear-flag.ts';
import { accessTo, noSuchOrder, openOrder } from './open-order.ts';
import { noSuchParcel, refundRefusal, refusalOf } from './refusals.ts';
import { backBody, moveBody, newsBody, parcelBody, refundBody, viewBody } from './request.ts';
import { viewOrderAtDesk } from './view-order.ts';

/** One order at the desk: seen by whoever may, and each act about it. Who did it is written with it, or neither is. */
export const orderDeskRoutes = new Hono<StaffVariables>();

orderDeskRoutes.post(apiPaths.staffOrderView, async (context) => {
  const body = await readJson(context.req.raw, viewBody);
  if (isProblem(body)) return problemResponse(body);
  const { shop, staff } = context.var;
  const opened = await openOrder(shop, staff, context.req.param('number'));
  if (isProblem(opened)) return problemResponse(opened);
  await recordAccess(shop, staff, accessTo(opened.order, 'view', 'an order', body.why));
  const view = await viewOrderAtDesk(shop, staff, opened);
  return view ? context.json(view, 200, { 'Cache-Control': 'no-store' }) : problemResponse(noSuchOrder());
});

move(apiPaths.staffOrderHold, 'hold');
move(apiPaths.staffOrderPrepare, 'prepare');
move(apiPaths.staffOrderComplete, 'ship');
move(apiPaths.staffOrderResend, 'resend');

offer(apiPaths.staffOrderRelease, moveBody, 'where an order stands', async (at, { note = '' }) => {
  const released = await releaseOrder(at, note);
  return 'code' in released ? released : saidOf(released);
});

offer(apiPaths.staffOrderClearFlag, moveBody, 'the flag of an order', (at, { note = '' }) => clearFlag(at, note));

offer(apiPaths.staffOrderCancel, backBody, 'an order, which is cancelled', async (at, { note = '', restock = [] }) =>
  saidOf(await moveOrder(at.shop, { ...at.written, move: 'cancel', note, restock })),
);

offer(apiPaths.staffOrderReturn, backBody, 'an order, which came back', async (at, { note = '', restock = [] }) =>
  saidOf(await moveOrder(at.shop, { ...at.written, move: 'return', note, restock })),
);

offer(apiPaths.staffOrderParcels, parcelBody, 'a parcel of an order', async (at, body) => {
  const { note = '', isLast = false, ...parcel } = body;
  return saidOf(await shipParcel(at.shop, { ...at.written, ...parcel, note, isLast }));
});

offer(apiPaths.staffOrderParcelDelivered, newsBody, 'that a parcel arrived', (at, body) =>
  tell(at, body, deliverParcel),
);

offer(apiPaths.staffOrderParcelLost, newsBody, 'that a parcel is lost', (at, body) => tell(at, body, loseParcel));

offer(apiPaths.staffOrderRefunds, refundBody, 'a refund of an order', async (at, body) => {
  const { note = '', restock = false, ...asked } = body;
  const refunded = await refundOrder(at.shop, { ...at.written, ...asked, note, restock });
  if (refunded.kind === 'unknown') return noSuchOrder();
  if (refunded.kind === 'refused') return refundRefusal(at.order, refunded.why, refunded.leftMinor);
  const money = formatMoney(refunded.amountMinor, at.order.currency);
  const said = {
    claimed: `${money} is set aside. Stripe has not answered yet; it is asked again by itself.`,
    pending: `${money} is on its way back.`,
    succeeded: `${money} was paid back.`,
    failed: `Stripe has refused to pay back ${money}. The reason is beside the refund.`,
  }[refunded.state];
  return { said, state: at.order.state };
});

/** What an act at the desk works with: the order, and what is written with whatever it does. */
export interface AtOrder {
  readonly shop: StaffVariables['Variables']['shop'];
  readonly staff: StaffVariables['Variables']['staff'];
  readonly order: Order;
  readonly parcelId: string;
  readonly written: {
    readonly number: string;
    readonly by: MovedBy;
    readonly alongside: [Awaited<ReturnType<typeof accessStatement>>];
  };
}

function move(path: string, made: DecidedMove): void {
  offer(path, moveBody, 'where an order stands', async (at, { note = '' }) =>
    saidOf(await moveOrder(at.shop, { ...at.written, move: made, note })),
  );
}

function offer<Schema extends z.ZodType<object>>(
  path: string,
  schema: Schema,
  what: string,
  run: (at: AtOrder, body: z.output<Schema>) => Promise<StaffOrderDone | Problem>,
): void {
  orderDeskRoutes.post(path, async (context) => {
    const body = await readJson(context.req.raw, schema);
    if (isProblem(body)) return problemResponse(body);
    const at = await openForAct(context, what);
    if (isProblem(at)) return problemResponse(at);
    const done = await run(at, body);
    return isProblem(done) ? problemResponse(done) : context.json(done, 200, { 'Cache-Control': 'no-store' });
  });
}

async function openForAct(context: Context<StaffVariables>, what: string): Promise<AtOrder | Problem> {
  const { shop, staff } = context.var;
  const opened = await openOrder(shop, staff, context.req.param('number') ?? '');
  if (isProblem(opened)) return opened;
  const { order } = opened;
  return {
    shop,
    staff,
    order,
    parcelId: context.req.param('parcel') ?? '',
    written: {
      number: order.number,
      by: { kind: 'staff', role: staff.role },
      alongside: [await accessStatement(shop, staff, accessTo(order, 'change', what))],
    },
  };
}

/** By its number at the carrier, as a carrier's own news come. */
async function tell(
  { shop, order, parcelId, written }: AtOrder,
  { at = shop.now, note = '' }: z.output<typeof newsBody>,
  act: typeof deliverParcel,
): Promise<StaffOrderDone | Problem> {
  const life = await selectLife(shop.database, order.number);
  const parcel = life?.parcels.find(({ id, trackingNumber }) => id === parcelId && trackingNumber !== '');
  if (!parcel) return noSuchParcel();
  const { carrier, trackingNumber } = parcel;
  return saidOf(await act(shop, { carrier, trackingNumber, at, note, by: written.by, alongside: written.alongside }));
}

function saidOf(moved: Moved): StaffOrderDone | Problem {
  if (moved.kind !== 'moved' && moved.kind !== 'moved-before') return refusalOf(moved);
  const { state } = moved;
  const standing = orderWords[state].toLowerCase();
  const said = moved.kind === 'moved' ? `Done. The order is now: ${standing}.` : `That was done before: ${standing}.`;
  return { said, state };
}
