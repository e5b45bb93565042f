import { describeSurprise } from '../describe-surprise.ts';
import type { Shop } from '../shop.ts';
import type { CarrierEvent } from './carrier-event.ts';
import { judgeAgainStatement, type KeptEvent, selectEventsOfNewParcels } from './queries.ts';
import { deliver, judge, reasonOf } from './receive-events.ts';

const batchSize = 100;

/** What was told of a parcel before it was entered at the desk is judged anew once it is, the oldest scan first. */
export async function applyAside(shop: Shop): Promise<void> {
  for (const kept of await selectEventsOfNewParcels(shop.database, 'unknown-parcel', batchSize)) {
    try {
      await judgeAgain(shop, kept);
    } catch (error) {
      // One that can't be judged must not keep the others from it.
      console.error({ message: 'What a carrier told could not be taken in', ...describeSurprise(error) });
    }
  }
}

async function judgeAgain(shop: Shop, kept: KeptEvent): Promise<void> {
  const event = eventOf(kept);
  const { judgement, orderNumber } = await judge(shop, event);
  const record = (why: string) => judgeAgainStatement(shop.database, kept.id, why, orderNumber);
  if (judgement.kind === 'deliver') {
    const why = await deliver(shop, event, judgement.at, [record('')]);
    await record(why).run();
  } else {
    await record(reasonOf(judgement)).run();
  }
}

/** A flag that the carrier gave with a push is not kept; a code that says the same is. */
function eventOf(kept: KeptEvent): CarrierEvent {
  return {
    carrier: kept.carrier,
    trackingNumber: kept.tracking_number,
    code: kept.code,
    time: '',
    occurredAt: kept.occurred_at,
    country: kept.country,
    goesBack: false,
  };
}
