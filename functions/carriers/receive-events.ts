import { deliverParcel } from '../order-life/deliver-parcel.ts';
import type { Shop } from '../shop.ts';
import { type CarrierEvent, eventIdOf, inOrder } from './carrier-event.ts';
import { type Judgement, judgeEvent, type ReasonAside } from './judge-event.ts';
import { codesOfReturn } from './meaning-of-code.ts';
import { endTroubleStatement, hasCode, insertEventStatement, selectKnownEvents, selectParcel } from './queries.ts';

/** How many events were taken in, put aside, and had been known before. */
export interface Received {
  readonly taken: number;
  readonly aside: number;
  readonly known: number;
}

/**
 * Takes in what a carrier has pushed, the oldest scan first, each event once. What follows from one is written together
 * with it; where the process dies in between, the carrier pushes again and the rest is done. Doubled, late and
 * reordered events do no harm.
 */
export async function receiveEvents(shop: Shop, pushed: readonly CarrierEvent[]): Promise<Received> {
  const byId = new Map<string, CarrierEvent>();
  for (const event of inOrder(pushed)) byId.set(await eventIdOf(event), event);
  const known = await selectKnownEvents(shop.database, [...byId.keys()]);
  let aside = 0;
  let taken = 0;
  for (const [id, event] of byId) {
    if (known.has(id)) continue;
    const why = await takeEvent(shop, id, event);
    if (why === '') taken += 1;
    else aside += 1;
  }
  return { taken, aside, known: known.size };
}

/** Writes one event with what follows from it; answers why it was put aside, or nothing. */
async function takeEvent(shop: Shop, id: string, event: CarrierEvent): Promise<ReasonAside | ''> {
  const { database, now } = shop;
  const { judgement, orderNumber } = await judge(shop, event);
  const record = (why: ReasonAside | '') =>
    insertEventStatement(database, event, { id, why, detail: '', orderNumber }, now);
  const why =
    judgement.kind === 'deliver' ? await deliver(shop, event, judgement.at, [record('')]) : reasonOf(judgement);
  // After a delivery that was written with it, this finds the row and leaves it.
  await record(why).run();
  return why;
}

/** What follows from an event, by what is known of its parcel now. */
export async function judge(
  shop: Shop,
  event: CarrierEvent,
): Promise<{ readonly judgement: Judgement; readonly orderNumber: string | null }> {
  const { carrier, trackingNumber } = event;
  const parcel = await selectParcel(shop.database, carrier, trackingNumber);
  const until = event.occurredAt ?? shop.now;
  const codes = codesOfReturn(carrier);
  const isGoingBack = parcel !== null && (await hasCode(shop.database, carrier, trackingNumber, codes, until));
  const judgement = judgeEvent(event, parcel, isGoingBack, shop.now);
  return { judgement, orderNumber: parcel?.order_number ?? null };
}

export function reasonOf(judgement: Judgement): ReasonAside | '' {
  return judgement.kind === 'aside' ? judgement.why : '';
}

/** Has the order know that the parcel arrived; answers why it could not, or nothing. */
export async function deliver(
  shop: Shop,
  { carrier, trackingNumber }: Pick<CarrierEvent, 'carrier' | 'trackingNumber'>,
  at: number,
  record: readonly ReturnType<typeof insertEventStatement>[],
): Promise<ReasonAside | ''> {
  const alongside = [...record, endTroubleStatement(shop.database, carrier, trackingNumber, at)];
  const moved = await deliverParcel(shop, { carrier, trackingNumber, at, alongside });
  switch (moved.kind) {
    case 'moved':
    case 'moved-before':
      return '';
    // The parcel went with its order while this was on its way.
    case 'unknown':
      return 'unknown-parcel';
    case 'refused':
      return 'order-refused';
    case 'busy':
      throw new Error('The order of a parcel was being moved by others; the carrier tells it again');
  }
}
