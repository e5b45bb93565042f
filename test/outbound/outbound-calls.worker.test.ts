import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outboundCalls } from '../../src/policy/outbound-calls.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import type { OutboundRequest } from '../local/outbound.ts';
import { liveThemAll } from './checkout-lives.ts';
import { compareCalls } from './compare-calls.ts';
import { readCall } from './recorded-call.ts';

/** Every request that left the Worker while each life of a checkout was lived once. */
const requests: OutboundRequest[] = [];
const time = { advance: 0 };
let shop: LocalShop;

beforeAll(async () => {
  shop = await launchShop({
    clock: () => Date.now() + time.advance,
    outbound: (request, passOn) => {
      requests.push(request);
      return passOn();
    },
  });
  await liveThemAll({ shop, time, wish: { giftMessage: 'For you' }, payer: {} });
});
afterAll(() => shop.close());

function recorded() {
  const standIns = {
    [shop.stripe.url]: 'stripe',
    [shop.mailbox.url]: 'email-service',
    [shop.access.url]: 'cloud-hosting',
  } as const;
  return requests.map((request) => readCall(request, standIns));
}

describe('[share.stripe] [share.email-service] [use.no-sale] [rights.opt-out-of-sale] what leaves the Worker', () => {
  test('goes to the recipients of the policy alone, and carries the declared fields and no other', () => {
    expect(compareCalls(recorded(), outboundCalls)).toEqual([]);
  });
});
