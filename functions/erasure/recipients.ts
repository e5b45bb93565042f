import { type RecipientId, recipients } from '../../src/policy/recipients.ts';
import { locale } from '../../src/words/language.ts';
import { paragraph } from '../../src/words/paragraph.ts';
import { plural, say } from '../../src/words/say.ts';
import type { RecipientRow } from '../recipients/queries.ts';

const dayMilliseconds = 24 * 60 * 60_000;
/** D1's Time Travel can bring back any minute of the last 30 days: developers.cloudflare.com/d1/reference/time-travel. */
const timeTravelDays = 30;

export interface Disclosed {
  /** Orders that were paid through Stripe. */
  readonly payments: number;
  /** By carrier, how many parcels it was handed. */
  readonly parcels: readonly { readonly carrier: string; readonly parcels: number }[];
  /** Orders of which a carrier is still to be handed something. */
  readonly ordersToSend: number;
}

type Standing = Pick<RecipientRow, 'state' | 'words'>;

/** Art. 19 GDPR: everybody who was given something is told, or it is said why that is not to be done. */
const standings = {
  stripe: ({ payments }) =>
    payments === 0
      ? { state: 'explained', words: say`Stripe was given nothing about you by us: you have paid for nothing.` }
      : {
          state: 'waiting',
          words: plural(
            'Stripe will be asked to redact your payment. It does so once the delivery and the days to withdraw are over, and not before a payment is 90 days old.',
            'Stripe will be asked to redact your {1} payments. It does so once the delivery and the days to withdraw are over, and not before a payment is 90 days old.',
            payments,
          ),
        },
  carriers: (disclosed) =>
    disclosed.parcels.length === 0 && disclosed.ordersToSend === 0
      ? { state: 'explained', words: say`Nothing about you was handed to a carrier.` }
      : { state: 'waiting', words: wordsOfCarriers(disclosed) },
  'cloud-hosting': (_, now) => ({
    state: 'explained',
    words: say`Our host can restore the database as it was at any moment of the last ${timeTravelDays} days, so the last trace there ends on ${dayOf(now + timeTravelDays * dayMilliseconds)}. Should it be restored before, your data is erased again by itself.`,
  }),
  'email-service': () => ({
    state: 'explained',
    words: say`The service that carries our e-mails keeps its own log of what it has delivered to whom. It has no way to delete an entry of it before its time; the texts of the messages are not in it.`,
  }),
} as const satisfies Record<RecipientId, (disclosed: Disclosed, now: number) => Standing>;

/** "With 2 parcels DHL was handed …": each carrier by its name, since the person may ask it too. */
function wordsOfCarriers({ parcels, ordersToSend }: Disclosed): string {
  const each = parcels.map(({ carrier, parcels: count }) =>
    plural('{2} with one parcel', '{2} with {1} parcels', count, carrier),
  );
  const handed = each.length > 0 ? [say`Your name, address and phone number were handed to ${allOf(each)}.`] : [];
  const toSend =
    ordersToSend > 0
      ? [
          parcels.length > 0
            ? plural(
                'One order is still to be handed to a carrier, with the same of you.',
                '{1} orders are still to be handed to a carrier, with the same of you.',
                ordersToSend,
              )
            : plural(
                'One order is still to be handed to a carrier, with your name, address and phone number.',
                '{1} orders are still to be handed to a carrier, with your name, address and phone number.',
                ordersToSend,
              ),
        ]
      : [];
  return paragraph([...handed, ...toSend, askedInWords(parcels.length, ordersToSend)]);
}

function askedInWords(carriers: number, ordersToSend: number): string {
  if (carriers === 0) return say`One of us asks the carrier to delete that, once nothing of yours is on its way.`;
  return carriers === 1 && ordersToSend === 0
    ? say`One of us asks it to delete that, once nothing of yours is on its way.`
    : say`One of us asks each of them to delete that, once nothing of yours is on its way.`;
}

function allOf(names: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(names);
}

/** Each recipient of the policy; `waiting` where it, or one of the house, still has to do something. */
export function recipientsOf(disclosed: Disclosed, now: number): RecipientRow[] {
  return (Object.keys(recipients) as RecipientId[]).map((recipient) => ({
    recipient,
    ...standings[recipient](disclosed, now),
  }));
}

export function isSettled({ state }: Pick<RecipientRow, 'state'>): boolean {
  return state === 'acknowledged' || state === 'explained';
}

/** ISO 8601, in UTC: the same wherever it is read. */
export function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
