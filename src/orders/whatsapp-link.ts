import { paragraph } from '../words/paragraph.ts';
import { say } from '../words/say.ts';
import type { OrderState } from './order-states.ts';
import { type Carrier, trackingAddress } from './parcels.ts';

/** What the words are filled in with. */
export interface WrittenAbout {
  readonly number: string;
  readonly state: OrderState;
  readonly customer: { readonly name: string; readonly phone: string };
  readonly parcels: readonly {
    readonly carrier: Carrier;
    readonly trackingNumber: string;
    readonly deliveredAt?: string;
    readonly lostAt?: string;
  }[];
}

/**
 * WhatsApp's own address for a number, which opens the writer's own WhatsApp with the words in it. WhatsApp is no
 * recipient of the policy: nothing is sent to it from here, and nothing fetched. Undefined where there is no telephone
 * number, or one without its country, which would be somebody else's. The words are in the language that is spoken.
 */
export function whatsAppAddress(order: WrittenAbout): string | undefined {
  const written = order.customer.phone.replaceAll(/[\s()./-]/g, '');
  const digits = /^(?:\+|00)([1-9]\d{6,14})$/.exec(written)?.[1];
  return digits && `https://wa.me/${digits}?text=${encodeURIComponent(wordsFor(order))}`;
}

function wordsFor(order: WrittenAbout): string {
  const { name } = order.customer;
  const sentence = sentenceFor(order);
  return name
    ? say`Dear ${name}, this is LIEN, about your order ${order.number}. ${sentence}`
    : say`Good day, this is LIEN, about your order ${order.number}. ${sentence}`;
}

function sentenceFor({ state, parcels }: WrittenAbout): string {
  switch (state) {
    case 'paid':
    case 'under-review':
    case 'preparing':
      return say`Thank you for it. We write again when it leaves the house.`;
    case 'partly-shipped':
      return paragraph([say`A part of it is on its way to you.`, trackingWords(parcels)]);
    case 'shipped':
      return paragraph([say`It is on its way to you.`, trackingWords(parcels)]);
    case 'delivered':
      return say`It has arrived, as the carrier tells us. We hope that it gives you joy. Is all as it should be?`;
    case 'withdrawn':
    case 'returned':
      return say`It is about your withdrawal from it.`;
    case 'cancelled':
      return say`It is about its cancellation.`;
    case 'lost':
      return say`A parcel of it has been lost on its way. We are sorry, and would like to agree with you on what follows.`;
  }
}

/** Of what is on its way. */
function trackingWords(parcels: WrittenAbout['parcels']): string {
  return parcels
    .filter(({ deliveredAt, lostAt, trackingNumber }) => !deliveredAt && !lostAt && trackingNumber !== '')
    .map(({ carrier, trackingNumber }) => `${carrier} ${trackingNumber}: ${trackingAddress(carrier, trackingNumber)}`)
    .join(' ');
}
