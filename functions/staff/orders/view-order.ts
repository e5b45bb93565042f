import { z } from 'zod';
import type { StaffMe } from '../../../src/api/answers.ts';
import type {
  StaffOrder,
  StaffOrderCustomer,
  StaffOrderFlag,
  StaffOrderLine,
  StaffOrderStep,
  StaffParcel,
  StaffRefund,
} from '../../../src/api/staff-orders.ts';
import { deliveryOption } from '../../../src/catalog/delivery.ts';
import { moveWords } from '../../../src/orders/order-words.ts';
import { trackingAddress } from '../../../src/orders/parcels.ts';
import { whatsAppAddress } from '../../../src/orders/whatsapp-link.ts';
import { type Flag, selectFlags, selectOrigin } from '../../fraud/queries.ts';
import { type Life, type Parcel, remainingOf } from '../../order-life/life.ts';
import { selectLife } from '../../order-life/queries.ts';
import { instant } from '../../orders/life-of-view.ts';
import { type Order, type OrderLine, selectOrderLines } from '../../orders/queries.ts';
import { selectRefundedPieces } from '../../refunds/queries.ts';
import type { Shop } from '../../shop.ts';
import { inLanguage } from '../../words/in-language.ts';
import { actsOnOrder } from './acts-on-order.ts';
import { fraudFlagsOf } from './fraud-flags.ts';
import type { OpenedOrder } from './open-order.ts';
import {
  type OrderAtDesk,
  type RefundRow,
  type StepRow,
  selectHistory,
  selectOrderAtDesk,
  selectRefundsAtDesk,
} from './queries.ts';

/** More than an order ever has. */
const mostSteps = 500;
const mostRefunds = 200;

const pieces = z.array(z.object({ position: z.int(), quantity: z.int() }));

/** All that is to be known about an order before something is done about it; undefined where it went meanwhile. */
export async function viewOrderAtDesk(
  shop: Shop,
  staff: StaffMe,
  { order, isRestricted }: OpenedOrder,
): Promise<StaffOrder | undefined> {
  const { database } = shop;
  const { number } = order;
  const [life, desk, lines, history, refunds, refunded, flags] = await Promise.all([
    selectLife(database, number),
    selectOrderAtDesk(database, number),
    selectOrderLines(database, number),
    selectHistory(database, number, mostSteps),
    selectRefundsAtDesk(database, number, mostRefunds),
    selectRefundedPieces(database, number),
    selectFlags(database, number),
  ]);
  if (!life || !desk) return undefined;
  const customer = customerOf(order, staff);
  const parcels = life.parcels.map(parcelOf);
  // Not to somebody whose data is only to be stored.
  const writtenAbout = { number, state: life.state, customer, parcels };
  const whatsApp = isRestricted ? undefined : inLanguage(desk.language, () => whatsAppAddress(writtenAbout));
  return {
    number,
    state: life.state,
    acts: actsOnOrder(staff.role, life, isRestricted, flags.some(isOpenFlag)),
    flags: [...(await fraudOf(shop, staff, order, flags)), ...flagsOf(life, desk, refunds, isRestricted)],
    source: order.source,
    placedAt: instant(desk.placed_at),
    paidAt: instant(order.paid_at),
    ...(order.delivered_at === null ? {} : { deliveredAt: instant(order.delivered_at) }),
    currency: order.currency,
    subtotalMinor: order.subtotal_minor,
    deliveryMinor: order.delivery_minor,
    totalMinor: life.totalMinor,
    refundedMinor: life.refundedMinor,
    refunded: refundedOf(life),
    delivery: {
      name: deliveryOption(order.country, order.delivery)?.name ?? order.delivery,
      country: order.country,
    },
    giftWrap: order.gift_wrap === 1,
    giftMessage: order.gift_message,
    customer,
    ...(whatsApp === undefined ? {} : { whatsApp }),
    lines: linesOf(life, lines, refunded),
    parcels,
    refunds: refunds.map(refundOf),
    history: history.map(stepOf),
  };
}

function isOpenFlag({ settled_at: settledAt }: Flag): boolean {
  return settledAt === null;
}

/** Where it came from is read for an order that somebody is asked to look at, and for no other. */
async function fraudOf(
  { database }: Shop,
  staff: StaffMe,
  { number }: Order,
  flags: readonly Flag[],
): Promise<StaffOrderFlag[]> {
  const origin = flags.some(isOpenFlag) ? await selectOrigin(database, number) : null;
  return fraudFlagsOf(staff.role, flags, origin);
}

function refundedOf({ totalMinor, refundedMinor }: Life): StaffOrder['refunded'] {
  if (refundedMinor === 0) return 'none';
  return refundedMinor < totalMinor ? 'partly' : 'wholly';
}

/** Each reason as place-order.ts and late orders write it. */
const reviewWords: Readonly<Record<string, string>> = {
  amount: 'What was charged is not what was asked for.',
  currency: 'It was charged in another currency than was asked for.',
  lines: 'What was paid for is not what was in the bag.',
  destination: 'It goes to another country than was chosen.',
  contact: 'Stripe gave no e-mail address.',
  stock: 'It was paid for when the piece was gone already.',
  erased: 'Its person had their data erased between paying and our hearing of it.',
};

function flagsOf(
  life: Life,
  desk: OrderAtDesk,
  refunds: readonly RefundRow[],
  isRestricted: boolean,
): StaffOrderFlag[] {
  const reasons = desk.review_reason.split(', ').filter(Boolean);
  const failed = refunds.filter(({ state }) => state === 'failed').length;
  const said: (StaffOrderFlag | false)[] = [
    ...reasons.map((reason) => ({ kind: 'review', words: reviewWords[reason] ?? reason }) as const),
    desk.dispute === 'open' && { kind: 'disputed', words: 'The bank has called the payment into question.' },
    desk.dispute === 'lost' && { kind: 'disputed', words: 'The bank has taken the payment back.' },
    failed > 0 && { kind: 'refund-failed', words: 'A refund has failed; its amount may be paid back anew.' },
    life.state === 'lost' && { kind: 'lost', words: 'A parcel is lost: send it again, or pay it back.' },
    isRestricted && { kind: 'restricted', words: 'The person’s data is only to be stored: nothing is sent.' },
    desk.is_locked === 1 && {
      kind: 'erased',
      words: 'The person’s data was erased; name and address are locked away.',
    },
  ];
  return said.filter((flag) => flag !== false);
}

function customerOf(order: Order, { role }: StaffMe): StaffOrderCustomer {
  return {
    name: order.name,
    // A parcel needs an address and a telephone number; nobody who packs it writes e-mails.
    ...(role === 'fulfilment' ? {} : { email: order.email }),
    phone: order.phone,
    line1: order.address_line1,
    line2: order.address_line2,
    city: order.city,
    region: order.region,
    postcode: order.postcode,
    country: order.country,
  };
}

/** Both come in the order of their positions. */
function linesOf(
  life: Life,
  named: readonly OrderLine[],
  refunded: readonly { readonly position: number; readonly quantity: number }[],
): StaffOrderLine[] {
  const remaining = remainingOf(life);
  return life.lines.map(({ position, sku, quantity, unitMinor, restocked }, place) => ({
    position,
    sku,
    name: named[place]?.name ?? '',
    variant: named[place]?.variant ?? '',
    quantity,
    unitMinor,
    remaining: Math.max(remaining.get(position) ?? 0, 0),
    refunded: refunded.find((line) => line.position === position)?.quantity ?? 0,
    restocked,
  }));
}

function parcelOf({ id, carrier, trackingNumber, shippedAt, deliveredAt, lostAt, lines }: Parcel): StaffParcel {
  return {
    id,
    carrier,
    trackingNumber,
    ...(trackingNumber ? { address: trackingAddress(carrier, trackingNumber) } : {}),
    shippedAt: instant(shippedAt),
    ...(deliveredAt === null ? {} : { deliveredAt: instant(deliveredAt) }),
    ...(lostAt === null ? {} : { lostAt: instant(lostAt) }),
    lines,
  };
}

function refundOf(row: RefundRow): StaffRefund {
  return {
    id: row.id,
    amountMinor: row.amount_minor,
    reason: row.reason,
    lines: pieces.parse(JSON.parse(row.lines)),
    state: row.state,
    askedBy: row.asked_by,
    createdAt: instant(row.created_at),
    ...(row.settled_at === null ? {} : { settledAt: instant(row.settled_at) }),
    failure: row.failure,
  };
}

function stepOf({
  at,
  move,
  from_state: from,
  to_state: to,
  by_kind: by,
  by_staff: role,
  note,
}: StepRow): StaffOrderStep {
  return { at: instant(at), move, said: moveWords[move], from, to, by, ...(role === null ? {} : { role }), note };
}
