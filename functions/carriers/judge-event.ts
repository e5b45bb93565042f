import type { CarrierEvent } from './carrier-event.ts';
import { meaningOf } from './meaning-of-code.ts';
import type { KnownParcel } from './queries.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** A carrier's clock may run ahead of ours. */
const aheadMilliseconds = 15 * minute;
/** A parcel may be entered at the desk days after it was handed over; an older scan is of another, for numbers come again. */
const enteredLateMilliseconds = 7 * day;

/** Why an event is kept aside, each in the words that the desk shows. */
export const reasonsAside = {
  'unknown-parcel':
    'No parcel of ours has this number. It is taken in by itself when the parcel is entered with its order.',
  'unknown-code': 'The carrier does not document this code.',
  'no-time': 'It says delivered, and not when.',
  'in-future': 'It says that the parcel was delivered at a time that is still to come.',
  'before-shipping': 'It says that the parcel was delivered long before it left the house.',
  'going-back': 'The parcel is on its way back to the house.',
  trouble: 'The carrier does not get on with the parcel. Ask it what became of it.',
  'order-refused': 'It says delivered, and its order is in a state that this does not fit.',
  'asks-to-activate': 'DHL asks to activate the subscription with the secret beside it: docs/carriers.md says how.',
  notice: 'It is about the subscription, and not about a parcel.',
} as const;

export type ReasonAside = keyof typeof reasonsAside;

/** `deliver`: the parcel has arrived at that instant. Taken otherwise: nothing follows from it. */
export type Judgement =
  | { readonly kind: 'taken' }
  | { readonly kind: 'deliver'; readonly at: number }
  | { readonly kind: 'aside'; readonly why: ReasonAside };

/**
 * What follows from an event. Nothing is ever refused for good: what can't be acted on is kept for a person to see.
 *
 * @param isGoingBack whether the carrier has said before that the parcel goes back
 */
export function judgeEvent(
  event: CarrierEvent,
  parcel: KnownParcel | null,
  isGoingBack: boolean,
  now: number,
): Judgement {
  const meaning = meaningOf(event.carrier, event.code);
  // The flag is not kept: of a parcel that is not known yet it would be forgotten by the time that it is.
  if (event.goesBack && meaning === 'delivered') return aside('going-back');
  if (!parcel) return aside('unknown-parcel');
  switch (meaning) {
    case undefined:
      return aside('unknown-code');
    case 'underway':
      return { kind: 'taken' };
    case 'back':
      return aside('going-back');
    case 'trouble':
      return isOver(event, parcel) ? { kind: 'taken' } : aside('trouble');
    case 'delivered':
      return isGoingBack ? aside('going-back') : judgeDelivery(event, parcel, now);
  }
}

/** Told late: the parcel has arrived since. */
function isOver({ occurredAt }: CarrierEvent, { delivered_at: deliveredAt }: KnownParcel): boolean {
  return deliveredAt !== null && occurredAt !== null && occurredAt <= deliveredAt;
}

function judgeDelivery({ occurredAt }: CarrierEvent, parcel: KnownParcel, now: number): Judgement {
  if (occurredAt === null) return aside('no-time');
  if (occurredAt > now + aheadMilliseconds) return aside('in-future');
  if (occurredAt < parcel.shipped_at - enteredLateMilliseconds) return aside('before-shipping');
  return { kind: 'deliver', at: Math.min(occurredAt, now) };
}

function aside(why: ReasonAside): Judgement {
  return { kind: 'aside', why };
}
