import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepMail } from '../../functions/mail/send-mail.ts';
import { moveOrder } from '../../functions/order-life/move-order.ts';
import { receiveEvent } from '../../functions/payments/receive-event.ts';
import { type RefundAsked, refundOrder } from '../../functions/refunds/refund-order.ts';
import { sweepForeignRefunds } from '../../functions/refunds/sweep-foreign-refunds.ts';
import { sweepRefunds } from '../../functions/refunds/sweep-refunds.ts';
import type { Shop } from '../../functions/shop.ts';
import { type OpenShop, openShop } from '../erasure/open-shop.ts';
import { day, now, number, standingOf, writeOrder } from '../order-life/order.ts';
import { count, dyingAt, emptyDatabase } from '../retention/database.ts';
import { oneRing, type Started, startWithClient, submitPayment } from '../stand-ins/stripe/stand-in.ts';

/** Refunds between the real D1 and Stripe's stand-in, whose clock and the shop's are the test's. */
let opened: OpenShop;
let stripe: Started;
let intent: string;
let tests = 0;
beforeAll(async () => {
  stripe = await startWithClient();
  opened = await openShop(stripe.standIn.url);
});
afterAll(async () => {
  await opened.close();
  await stripe.standIn.close();
});
beforeEach(async () => {
  await emptyDatabase(opened.database);
  opened.letters.length = 0;
  tests += 1;
  intent = await pay();
  await writeOrder(opened.database, { intent });
});
afterEach(() => stripe.standIn.resetSwitches());

/** 1,470,000: what the written order cost. */
async function pay(): Promise<string> {
  const price = { currency: 'eur', unit_amount: 1_455_000, product_data: { name: 'Pieces' } };
  const wish = oneRing(stripe.clock, { line_items: [{ quantity: 1, price_data: price }] });
  const option = wish.shipping_options[0];
  if (option?.shipping_rate_data?.fixed_amount) option.shipping_rate_data.fixed_amount.amount = 15_000;
  const { id } = await stripe.stripe.checkout.sessions.create(wish);
  await submitPayment(await stripe.stripe.checkout.sessions.retrieve(id));
  return String((await stripe.stripe.checkout.sessions.retrieve(id)).payment_intent);
}

const by = { kind: 'staff', role: 'client-care' } as const;
/** Of this test alone: Stripe remembers the keys of the others. */
const attempt = (place: number) =>
  `${String(tests).padStart(8, '0')}-0000-4000-8000-${String(place).padStart(12, '0')}`;
const asked = (what: RefundAsked['what'], place = 0, more: Partial<RefundAsked> = {}): RefundAsked => ({
  number,
  attempt: attempt(place),
  what,
  reason: 'goodwill',
  by,
  ...more,
});
const amount = (amountMinor: number) => ({ kind: 'amount', amountMinor }) as const;
const whole = { kind: 'whole' } as const;

/** What Stripe has really paid back. */
function paidBack(): number {
  return stripe.standIn
    .refunds()
    .filter((refund) => refund.payment_intent === intent && refund.status !== 'failed' && refund.status !== 'canceled')
    .reduce((sum, refund) => sum + refund.amount, 0);
}

/** Has every notice about a refund taken in, in the order that the test gives. */
async function deliverEvents(order: 'first' | 'last' = 'first', shop: Shop = opened.at(now)): Promise<string[]> {
  const events = stripe.standIn.events().filter(({ data }) => /^(re|du)_/.test((data.object as { id: string }).id));
  const outcomes: string[] = [];
  for (const { id, type, data } of order === 'first' ? events : events.toReversed()) {
    const object = data.object as { id: string; object: string };
    outcomes.push(await receiveEvent(shop, { id, type, data: { object } }));
  }
  return outcomes;
}

describe('[share.stripe] a refund', () => {
  it('a press that reads the order while the same press is claimed answers as that one', async () => {
    const shop = opened.at(now);
    const press = asked(whole);
    let isFirst = true;
    const meanwhile = new Proxy(shop.database, {
      get(database, key) {
        if (key !== 'batch') return Reflect.get(database, key).bind(database);
        return async (...statements: Parameters<typeof database.batch>) => {
          const others = isFirst;
          isFirst = false;
          if (others) await refundOrder(shop, press);
          return database.batch(...statements);
        };
      },
    });
    expect(await refundOrder({ ...shop, database: meanwhile }, press)).toMatchObject({
      kind: 'asked-before',
      amountMinor: 1_470_000,
    });
    expect(paidBack()).toBe(1_470_000);
  });

  it('of the whole, of lines and of an amount is paid back through Stripe, with a letter', async () => {
    const lines = { kind: 'lines', lines: [{ position: 0, quantity: 1 }] } as const;
    const some = await refundOrder(opened.at(now), asked(lines, 1, { restock: true, reason: 'returned' }));
    expect(some).toMatchObject({ kind: 'asked', amountMinor: 485_000, state: 'succeeded' });
    await refundOrder(opened.at(now), asked(amount(1000), 2));
    expect(await refundOrder(opened.at(now), asked(whole, 3))).toMatchObject({ amountMinor: 984_000 });
    expect(await standingOf(opened.database)).toMatchObject({
      state: 'paid',
      refunded: 1_470_000,
      moves: ['place', 'refund', 'refund', 'refund'],
      letters: ['order-refunded', 'order-refunded', 'order-refunded'],
      stock: { RING: 5, BELT: 1 },
      restocked: [1, 0],
      refunds: ['485000 succeeded', '1000 succeeded', '984000 succeeded'],
    });
    expect(paidBack()).toBe(1_470_000);
    await sweepMail(opened.at(now));
    expect(opened.letters.map(({ subject }) => subject)).toContain(`€4,850 goes back to you: ${number}`);
    expect(opened.letters.every(({ to }) => to === 'ada@example.com')).toBe(true);
  });

  it.each([
    ['more than was paid', amount(1_470_001), 'more-than-was-paid'],
    ['nothing', amount(0), 'more-than-was-paid'],
    ['less than nothing', amount(-5), 'more-than-was-paid'],
    ['more pieces than were bought', { kind: 'lines', lines: [{ position: 1, quantity: 2 }] }, 'more-than-was-bought'],
    ['a line that is not there', { kind: 'lines', lines: [{ position: 9, quantity: 1 }] }, 'more-than-was-bought'],
  ] as const)('of %s is refused, and nothing is asked of Stripe', async (_, what, why) => {
    const before = stripe.standIn.requests().length;
    expect(await refundOrder(opened.at(now), asked(what))).toMatchObject({ kind: 'refused', why });
    expect((await standingOf(opened.database)).moves).toEqual(['place']);
    expect(stripe.standIn.requests()).toHaveLength(before);
  });

  it('of another order’s attempt, or of no order, is refused', async () => {
    await writeOrder(opened.database, { number: 'LG-0000-0002' });
    await refundOrder(opened.at(now), asked(amount(1)));
    const other = asked(amount(1), 0, { number: 'LG-0000-0002' });
    expect(await refundOrder(opened.at(now), other)).toMatchObject({ kind: 'refused', why: 'other-refund' });
    const nobody = asked(amount(1), 1, { number: 'LG-9999-9999' });
    expect(await refundOrder(opened.at(now), nobody)).toEqual({ kind: 'unknown' });
  });

  it('asked for fifty times at once under one attempt is one', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => refundOrder(opened.at(now), asked(amount(1000)))));
    expect(all.filter(({ kind }) => kind === 'asked')).toHaveLength(1);
    expect(all.filter(({ kind }) => kind === 'asked-before')).toHaveLength(49);
    expect(paidBack()).toBe(1000);
    expect(await standingOf(opened.database)).toMatchObject({ refunded: 1000, letters: ['order-refunded'] });
  });

  it('of the whole, asked for by fifty at once, is paid back once', async () => {
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, place) => refundOrder(opened.at(now), asked(whole, place))),
    );
    expect(all.filter(({ kind }) => kind === 'asked')).toHaveLength(1);
    expect(all.filter((one) => one.kind === 'refused' && one.why === 'more-than-was-paid')).toHaveLength(49);
    expect(paidBack()).toBe(1_470_000);
  });

  it('of parts, asked for by fifty at once, never comes to more than was paid', async () => {
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, place) => refundOrder(opened.at(now), asked(amount(100_000), place))),
    );
    expect(all.filter(({ kind }) => kind === 'asked')).toHaveLength(14);
    expect(paidBack()).toBe(1_400_000);
    expect((await standingOf(opened.database)).refunded).toBe(1_400_000);
  });

  it('of one ring, asked for by fifty at once, is of the two that were bought', async () => {
    const one = { kind: 'lines', lines: [{ position: 0, quantity: 1 }] } as const;
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, place) => refundOrder(opened.at(now), asked(one, place, { restock: true }))),
    );
    expect(all.filter(({ kind }) => kind === 'asked')).toHaveLength(2);
    expect(await standingOf(opened.database)).toMatchObject({ restocked: [2, 0], stock: { RING: 6, BELT: 1 } });
    expect(paidBack()).toBe(970_000);
  });

  it('is more than was paid for the database itself', async () => {
    const insert = opened.database.prepare(
      `INSERT INTO refunds (id, order_number, amount_minor, reason, state, asked_by, created_at)
       VALUES (?1, '${number}', ?2, 'other', 'claimed', 'staff', 0)`,
    );
    await insert.bind('a', 1_470_000).run();
    await expect(insert.bind('b', 1).run()).rejects.toThrow('CHECK');
    await opened.database.prepare(`UPDATE refunds SET state = 'failed' WHERE id = 'a'`).run();
    await insert.bind('b', 1).run();
    await expect(
      opened.database.prepare(`UPDATE refunds SET state = 'claimed' WHERE id = 'a'`).run(),
    ).rejects.toThrow();
    await expect(opened.database.prepare('UPDATE refunds SET amount_minor = 2').run()).rejects.toThrow();
    expect((await standingOf(opened.database)).refunded).toBe(1);
  });

  it('that Stripe refuses gives its amount back, and says why', async () => {
    stripe.standIn.dispute(intent);
    expect(await refundOrder(opened.at(now), asked(whole))).toMatchObject({ kind: 'asked', state: 'failed' });
    const row = await opened.database.prepare('SELECT failure FROM refunds').first<{ failure: string }>();
    expect(row?.failure).toContain('charge_disputed');
    expect(await standingOf(opened.database)).toMatchObject({
      refunded: 0,
      moves: ['place', 'refund', 'refund-failed'],
      letters: [],
    });
  });

  it('of a cancelled order is of all that is left, and comes with the cancelling', async () => {
    await refundOrder(opened.at(now), asked(amount(70_000)));
    await moveOrder(opened.at(now), { number, move: 'cancel', by });
    expect(await standingOf(opened.database)).toMatchObject({
      state: 'cancelled',
      refunds: ['70000 succeeded', '1400000 succeeded'],
      letters: ['order-refunded', 'order-cancelled', 'order-refunded'],
    });
    expect(paidBack()).toBe(1_470_000);
  });
});

describe('a refund while something breaks', () => {
  it.each(['unreachable', 'lost', 'failing'] as const)('Stripe being %s: the sweep finishes it, once', async (how) => {
    if (how === 'unreachable') stripe.standIn.turn({ unreachable: true });
    if (how === 'lost') stripe.standIn.turn({ loseNextAnswers: 2 });
    if (how === 'failing') stripe.standIn.turn({ failNext: { count: 2, status: 503, stage: 'before' } });
    expect(await refundOrder(opened.at(now), asked(whole))).toMatchObject({ kind: 'asked', state: 'claimed' });
    expect(await refundOrder(opened.at(now), asked(whole, 1))).toMatchObject({ kind: 'refused' });
    stripe.standIn.resetSwitches();
    await sweepRefunds(opened.at(now + 60 * 60_000));
    await sweepRefunds(opened.at(now + 120 * 60_000));
    expect(await standingOf(opened.database)).toMatchObject({
      refunds: ['1470000 succeeded'],
      letters: ['order-refunded'],
    });
    expect(paidBack()).toBe(1_470_000);
  });

  it('the process dying between any two steps: it is paid back once', async () => {
    for (let transaction = 1; transaction <= 4; transaction += 1) {
      await emptyDatabase(opened.database);
      intent = await pay();
      tests += 1;
      await writeOrder(opened.database, { intent });
      const database = dyingAt(opened.database, transaction) as unknown as Shop['database'];
      await refundOrder(opened.at(now, { database }), asked(whole)).catch((error: Error) => {
        expect(error.message).toBe('The Worker was stopped');
      });
      await sweepRefunds(opened.at(now + 60 * 60_000));
      await refundOrder(opened.at(now + 61 * 60_000), asked(whole));
      await sweepRefunds(opened.at(now + 120 * 60_000));
      expect(paidBack(), `transaction ${transaction}`).toBe(1_470_000);
      expect(await standingOf(opened.database)).toMatchObject({
        refunded: 1_470_000,
        refunds: ['1470000 succeeded'],
        moves: ['place', 'refund'],
        letters: ['order-refunded'],
      });
    }
  });

  it('and being away until Stripe has forgotten the key: what was made is found again', async () => {
    stripe.standIn.turn({ loseNextAnswers: 2 });
    await refundOrder(opened.at(now), asked(amount(1000)));
    expect(paidBack()).toBe(1000);
    stripe.clock.forward(3 * day);
    await sweepRefunds(opened.at(now + 3 * day));
    expect(await standingOf(opened.database)).toMatchObject({ refunds: ['1000 succeeded'] });
    expect(paidBack()).toBe(1000);
  });

  it('two sweeps at once ask once', async () => {
    stripe.standIn.turn({ unreachable: true });
    await refundOrder(opened.at(now), asked(whole));
    stripe.standIn.resetSwitches();
    const later = now + 60 * 60_000;
    await Promise.all(Array.from({ length: 5 }, () => sweepRefunds(opened.at(later))));
    expect(paidBack()).toBe(1_470_000);
    expect((await standingOf(opened.database)).letters).toEqual(['order-refunded']);
  });

  it('mail failing for an hour: the letter comes when it is over, once', async () => {
    const email = {
      send: () => Promise.resolve({ kind: 'unavailable', reason: 'E_INTERNAL' }),
    } as unknown as Shop['email'];
    await refundOrder(opened.at(now), asked(whole));
    for (let minute = 0; minute < 60; minute += 1) await sweepMail(opened.at(now + minute * 60_000, { email }));
    expect(opened.letters).toHaveLength(0);
    for (let minute = 60; minute < 120; minute += 5) await sweepMail(opened.at(now + minute * 60_000));
    expect(opened.letters).toHaveLength(1);
  });
});

describe('notices about refunds', () => {
  it('doubled, reordered or lost leave the same', async () => {
    stripe.standIn.turn({ refundsWait: true });
    await refundOrder(opened.at(now), asked(whole));
    expect((await standingOf(opened.database)).refunds).toEqual(['1470000 pending']);
    const [refund] = stripe.standIn.refunds().slice(-1);
    stripe.standIn.settleRefund(refund?.id ?? '', 'succeeded');
    await Promise.all([deliverEvents('last'), deliverEvents('first'), deliverEvents('last')]);
    const after = await standingOf(opened.database);
    expect(after).toMatchObject({ refunds: ['1470000 succeeded'], letters: ['order-refunded'] });
    expect(await deliverEvents()).not.toContain('later');
    expect(await standingOf(opened.database)).toEqual(after);
  });

  it('that never come are asked for', async () => {
    stripe.standIn.turn({ refundsWait: true });
    await refundOrder(opened.at(now), asked(whole));
    const [refund] = stripe.standIn.refunds().slice(-1);
    await sweepRefunds(opened.at(now + day));
    expect((await standingOf(opened.database)).refunds).toEqual(['1470000 pending']);
    stripe.standIn.settleRefund(refund?.id ?? '', 'succeeded');
    await sweepRefunds(opened.at(now + 2 * day));
    expect((await standingOf(opened.database)).refunds).toEqual(['1470000 succeeded']);
  });

  it('of one that the bank has sent back give its amount back, to be paid anew', async () => {
    await refundOrder(opened.at(now), asked(whole));
    const [refund] = stripe.standIn.refunds().slice(-1);
    stripe.standIn.settleRefund(refund?.id ?? '', 'failed');
    await deliverEvents('last');
    await deliverEvents('first');
    expect(await standingOf(opened.database)).toMatchObject({ refunded: 0, refunds: ['1470000 failed'] });
    // The letter had not left yet, and says nothing that is not so.
    await sweepMail(opened.at(now));
    expect(opened.letters).toHaveLength(0);
    expect(await refundOrder(opened.at(now), asked(whole, 1))).toMatchObject({ state: 'succeeded' });
    expect(paidBack()).toBe(1_470_000);
  });

  it('of one that was made at Stripe itself count against what is left', async () => {
    await stripe.stripe.refunds.create({ payment_intent: intent, amount: 1_000_000 });
    await deliverEvents();
    await deliverEvents('last');
    expect(await standingOf(opened.database)).toMatchObject({ refunded: 1_000_000, refunds: ['1000000 succeeded'] });
    expect(await refundOrder(opened.at(now), asked(amount(470_001)))).toMatchObject({ kind: 'refused' });
    expect(await refundOrder(opened.at(now), asked(amount(470_000), 1))).toMatchObject({ state: 'succeeded' });
  });

  it('of one that was made at Stripe itself, which never come, are made up for, once', async () => {
    await stripe.stripe.refunds.create({ payment_intent: intent, amount: 1_000_000 });
    const own = await refundOrder(opened.at(stripe.clock()), asked(amount(100)));
    expect(own).toMatchObject({ state: 'succeeded' });
    stripe.standIn.turn({ unreachable: true });
    await sweepForeignRefunds(opened.at(stripe.clock()));
    expect(await standingOf(opened.database)).toMatchObject({ refunded: 100 });
    stripe.standIn.resetSwitches();
    for (const _ of [1, 2]) await sweepForeignRefunds(opened.at(stripe.clock()));
    const standing = await standingOf(opened.database);
    expect(standing).toMatchObject({ refunded: 1_000_100, refunds: ['100 succeeded', '1000000 succeeded'] });
    expect(standing.moves).toEqual(['place', 'refund', 'refund']);
    expect(standing.letters).toEqual(['order-refunded', 'order-refunded']);
    await deliverEvents();
    expect(await standingOf(opened.database)).toEqual(standing);
  });

  it('of one that our own claim leaves no room for wait until there is some', async () => {
    await stripe.stripe.refunds.create({ payment_intent: intent, amount: 1_000_000 });
    await opened.database
      .prepare(
        `INSERT INTO refunds (id, order_number, amount_minor, reason, state, asked_by, created_at, next_try_at)
         VALUES ('refund-claim', ?1, 1000000, 'other', 'claimed', 'staff', 1, 1)`,
      )
      .bind(number)
      .run();
    await sweepForeignRefunds(opened.at(stripe.clock()));
    expect(await standingOf(opened.database)).toMatchObject({ refunds: ['1000000 claimed'] });
    await opened.database.prepare(`UPDATE refunds SET state = 'failed'`).run();
    await sweepForeignRefunds(opened.at(stripe.clock()));
    expect(await standingOf(opened.database)).toMatchObject({ refunded: 1_000_000 });
  });

  it('wait while Stripe can’t be asked, and are left alone where they are of nothing of ours', async () => {
    const event = (id: string) => ({
      id: `evt_${id}`,
      type: 'refund.updated',
      data: { object: { id, object: 'refund' } },
    });
    expect(await receiveEvent(opened.at(now), event('re_of_nobody'))).toBe('ignored');
    stripe.standIn.turn({ unreachable: true });
    expect(await receiveEvent(opened.at(now), event('re_1'))).toBe('later');
    expect(await count(opened.database, 'stripe_events')).toBe(0);
  });
});
