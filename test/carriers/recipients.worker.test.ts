import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPersonCopy } from '../../functions/copies/person-copy.ts';
import { writePage } from '../../functions/copies/write-page.ts';
import { confirmErasure } from '../../functions/erasure/confirm-erasure.ts';
import { previewErasure } from '../../functions/erasure/preview-erasure.ts';
import { acknowledgeRecipient } from '../../functions/recipients/acknowledge-recipient.ts';
import { selectRecipients } from '../../functions/recipients/queries.ts';
import { selectRequest } from '../../functions/requests/queries.ts';
import { outboundCalls } from '../../src/policy/outbound-calls.ts';
import { recipients } from '../../src/policy/recipients.ts';
import { type OpenShop, openShop } from '../erasure/open-shop.ts';
import { ask, type Somebody, somebody } from '../erasure/person.ts';
import { emptyDatabase } from '../retention/database.ts';
import { buyer, sendOrder } from './sent-order.ts';

const day = 24 * 60 * 60_000;
const now = Date.UTC(2026, 10, 20, 9);
const parcels = [
  { carrier: 'DHL', trackingNumber: '1234567890' },
  { carrier: 'DHL', trackingNumber: '1234567891' },
  { carrier: 'FedEx', trackingNumber: '794665654567' },
] as const;

let shop: OpenShop;
let ada: Somebody;
beforeAll(async () => {
  shop = await openShop();
  ada = { ...(await somebody('ada')), email: buyer };
});
afterAll(() => shop.close());
beforeEach(async () => {
  await emptyDatabase(shop.database);
  const { ledger } = shop;
  for (const { key } of (await ledger.list()).objects) await ledger.delete(key);
});

async function requestOf(kind: string) {
  await ask(shop.database, ada, kind, ada.request, now);
  const request = await selectRequest(shop.database, ada.request);
  if (!request) throw new Error('It was written');
  return request;
}

async function rowOfCarriers() {
  return (await selectRecipients(shop.database, ada.request)).find(({ recipient }) => recipient === 'carriers');
}

/** All of it arrived, a year ago. */
async function sendAll(): Promise<void> {
  await sendOrder(shop.database, 'LG-7K4M-92QX', parcels, now - 365 * day);
  await shop.database.prepare(`UPDATE orders SET state = 'delivered'`).run();
}

describe('[share.carriers] whoever was handed a parcel', () => {
  test('is named, told by one of us, and the erasure is not complete before', async () => {
    await sendAll();
    await confirmErasure(shop.at(now), await requestOf('erasure'));
    expect(await rowOfCarriers()).toMatchObject({
      state: 'waiting',
      words:
        'Your name, address and phone number were handed to DHL with 2 parcels and FedEx with one parcel. ' +
        'One of us asks each of them to delete that, once nothing of yours is on its way.',
    });
    expect(await selectRequest(shop.database, ada.request)).toMatchObject({ state: 'working', closed_at: null });
    const answer = { state: 'acknowledged', words: 'DHL and FedEx have deleted them.' } as const;
    expect(await acknowledgeRecipient(shop.at(now), ada.request, 'carriers', answer)).toBe('noted');
    expect(await rowOfCarriers()).toMatchObject(answer);
  });

  test('is named before the person says yes', async () => {
    await sendAll();
    const { recipients: told } = await previewErasure(shop.at(now), buyer);
    expect(told.find(({ name }) => name === recipients.carriers.name)?.words).toMatch(/DHL with 2 parcels and FedEx/);
  });

  test('is told of an order that is still to be handed over, too', async () => {
    await shop.database
      .prepare(
        `INSERT INTO orders (number, state, review_reason, stripe_session_id, currency, subtotal_minor, delivery_minor,
           total_minor, delivery, gift_wrap, gift_message, name, email, phone, address_line1, address_line2, city,
           region, postcode, country, placed_at, paid_at)
         VALUES ('LG-1', 'preparing', '', 's', 'EUR', 1, 0, 1, '', 0, '', '', ?1, '', '', '', '', '', '', 'FR', ?2, ?2)`,
      )
      .bind(buyer, now)
      .run();
    const { recipients: told } = await previewErasure(shop.at(now), buyer);
    expect(told.find(({ name }) => name === recipients.carriers.name)?.words).toBe(
      'One order is still to be handed to a carrier, with your name, address and phone number. One of us asks the carrier to delete that, once nothing of yours is on its way.',
    );
  });

  test('is named in the copy of somebody’s data, and nobody is where nothing was sent', async () => {
    const request = await requestOf('access');
    const pageOf = async () => {
      let page = '';
      for await (const part of writePage(await openPersonCopy(shop.at(now), request))) page += part;
      return page;
    };
    expect(await pageOf()).toContain('no parcel of yours yet');
    await sendAll();
    expect(await pageOf()).toContain('your parcels went with DHL and FedEx');
  });

  test('is given nothing by the program itself: parcels are handed over by people', () => {
    expect(recipients.carriers.reachedBy).toEqual([]);
    expect(outboundCalls.filter(({ recipient }) => (recipient as string) === 'carriers')).toEqual([]);
  });

  test('is nobody, where nothing was bought', async () => {
    await confirmErasure(shop.at(now), await requestOf('erasure'));
    expect(await rowOfCarriers()).toMatchObject({
      state: 'explained',
      words: 'Nothing about you was handed to a carrier.',
    });
    expect(await selectRequest(shop.database, ada.request)).toMatchObject({ state: 'done' });
  });
});
