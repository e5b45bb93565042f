import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outboundCalls } from '../../src/policy/outbound-calls.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import type { OutboundRequest } from '../local/outbound.ts';
import { liveThemAll } from './checkout-lives.ts';
import { compareCalls } from './compare-calls.ts';
import { readCall } from './recorded-call.ts';
import { liveRedactions, type RedactionLife } from './redaction-life.ts';

/** Every request that left the Worker while each life of a checkout was lived once. */
const requests: OutboundRequest[] = [];
const time = { advance: 0 };
let shop: LocalShop;
let redactions: RedactionLife;

beforeAll(async () => {
  shop = await launchShop({
    clock: () => Date.now() + time.advance,
    outbound: (request, passOn) => {
      requests.push(request);
      return passOn();
    },
  });
  await liveThemAll({ shop, time, wish: { giftMessage: 'For you' }, payer: {} });
  redactions = await liveRedactions();
});
afterAll(() => shop.close());

function recorded() {
  const standIns = {
    [shop.stripe.url]: 'stripe',
    [redactions.stripeUrl]: 'stripe',
    [shop.mailbox.url]: 'email-service',
    [shop.access.url]: 'cloud-hosting',
  } as const;
  return [...requests, ...redactions.requests].map((request) => readCall(request, standIns));
}

describe('[share.stripe] [share.email-service] [use.no-sale] [rights.opt-out-of-sale] what leaves the Worker', () => {
  test('goes to the recipients of the policy alone, and carries the declared fields and no other', () => {
    expect(compareCalls(recorded(), outboundCalls)).toEqual([]);
  });

  test('of a redaction is identifiers alone, and it goes through or says what stands in its way', () => {
    const sent = JSON.stringify(redactions.requests.map(({ url, body }) => [url, decodeURIComponent(body)]));
    for (const part of ['claire', 'Martin', '12 rue', '75002', 'L-7Q2K']) expect(sent).not.toContain(part);
    expect(redactions.outcome).toMatchObject({
      inTheWay: { kind: 'found', status: 'failed', validationErrors: [{ code: 'invalid_state' }, {}] },
      again: { kind: 'taken', status: 'validating' },
      running: { kind: 'taken', status: 'redacting' },
      redacted: { kind: 'found', status: 'succeeded', validationErrors: [] },
    });
  });
});
