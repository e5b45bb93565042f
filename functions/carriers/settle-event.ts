import { z } from 'zod';
import type { Problem, StaffMe } from '../../src/api/answers.ts';
import type { CarrierEventSettled } from '../../src/api/carrier-answers.ts';
import { deliverParcel } from '../order-life/deliver-parcel.ts';
import { loseParcel } from '../order-life/lose-parcel.ts';
import type { Moved } from '../order-life/write-moves.ts';
import { problem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { accessReason, accessStatement } from '../staff/access-log.ts';
import { mayDecide } from '../staff/roles.ts';
import { type KeptEvent, selectEmailOfOrder, selectEventAside, settleEventStatement } from './queries.ts';

/** What somebody has found out, from the carrier or the shopper: `nothing` follows, or the parcel arrived or is lost. */
export const settleBody = z.strictObject({ outcome: z.enum(['delivered', 'lost', 'nothing']), why: accessReason });

export type SettleWish = z.output<typeof settleBody>;

/** One of the house deals with what is kept aside: once, with the row that says who did, or not at all. */
export async function settleEvent(
  shop: Shop,
  staff: StaffMe,
  id: string,
  { outcome, why }: SettleWish,
): Promise<CarrierEventSettled | Problem> {
  const { database } = shop;
  const event = await selectEventAside(database, mayDecide(staff.role), id);
  if (!event) return notAside();
  const subjectEmail = event.order_number === null ? '' : await selectEmailOfOrder(database, event.order_number);
  const access = await accessStatement(shop, staff, {
    act: 'change',
    what: `what a carrier told, settled as: ${outcome}`,
    why,
    ...(subjectEmail === '' ? {} : { subjectEmail }),
  });
  const alongside = [settleEventStatement(database, id), access];
  if (outcome !== 'nothing') {
    const moved = await carryOut(shop, staff, event, outcome, alongside);
    if (moved.kind === 'moved') return { outcome };
    if (moved.kind !== 'moved-before') return refusalOf(moved);
  }
  await database.batch(alongside);
  return { outcome };
}

function carryOut(
  shop: Shop,
  { role }: StaffMe,
  event: KeptEvent,
  outcome: 'delivered' | 'lost',
  alongside: readonly ReturnType<typeof settleEventStatement>[],
): Promise<Moved> {
  const news = {
    carrier: event.carrier,
    trackingNumber: event.tracking_number,
    at: Math.min(event.occurred_at ?? shop.now, shop.now),
    by: { kind: 'staff', role } as const,
    alongside,
  };
  return outcome === 'delivered' ? deliverParcel(shop, news) : loseParcel(shop, news);
}

function notAside(): Problem {
  const detail = 'Nothing with this number is kept aside: somebody may have dealt with it. Nothing was changed.';
  return problem('not-found', 'There is nothing to settle.', detail);
}

function refusalOf({ kind }: Moved): Problem {
  if (kind === 'unknown') {
    const detail = 'No parcel of ours has this number. Enter it with its order first. Nothing was changed.';
    return problem('conflict', 'There is no such parcel.', detail);
  }
  const detail =
    'The order is in a state that this does not fit. Open it, and see what became of it. Nothing was changed.';
  return problem('conflict', 'The order does not go on from here.', detail);
}
