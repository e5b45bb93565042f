import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepMail } from '../../functions/mail/send-mail.ts';
import { deliverParcel } from '../../functions/order-life/deliver-parcel.ts';
import { loseParcel } from '../../functions/order-life/lose-parcel.ts';
import { decidedMoves, moveOrder } from '../../functions/order-life/move-order.ts';
import { shipParcel } from '../../functions/order-life/ship-parcel.ts';
import { legalMoves, orderStates, targetsOf } from '../../src/orders/order-states.ts';
import { type OpenShop, openShop } from '../erasure/open-shop.ts';
import { count, emptyDatabase } from '../retention/database.ts';
import { day, everything, now, number, standingOf, writeOrder, writeParcel } from './order.ts';

/** Every move by the acts themselves, on the real D1. Stripe can't be reached here: what it is asked for stays claimed. */
let opened: OpenShop;
beforeAll(async () => {
  opened = await openShop();
});
afterAll(() => opened.close());
beforeEach(() => emptyDatabase(opened.database));

const by = { kind: 'staff', role: 'owner' } as const;
const parcel = { number, carrier: 'DHL', trackingNumber: 'AAAA1111', lines: everything, by } as const;
const news = { carrier: 'DHL', trackingNumber: 'AAAA1111', at: now } as const;
const shop = (at = now) => opened.at(at);

describe('a move that somebody decides on', () => {
  const pairs = decidedMoves.flatMap((move) => orderStates.map((state) => ({ move, state })));
  const isOpen = ({ move, state }: (typeof pairs)[number]) =>
    targetsOf(move, state).length > 0 &&
    !(move === 'ship' && state === 'preparing') &&
    !(move === 'return' && state === 'withdrawn');

  it.each(pairs.filter(isOpen))('$move leads on from $state, with its step in the history', async ({ move, state }) => {
    await writeOrder(opened.database, { state });
    const moved = await moveOrder(shop(), { number, move, by, note: 'as agreed' });
    const [to] = targetsOf(move, state);
    expect(moved).toEqual({ kind: 'moved', state: to });
    const standing = await standingOf(opened.database);
    expect(standing.state).toBe(to);
    expect(standing.moves.slice(0, 2)).toEqual(['place', move]);
    const step = await opened.database
      .prepare(`SELECT from_state, by_kind, by_staff, note FROM order_history WHERE id = ?1`)
      .bind(`${number}/2`)
      .first();
    expect(step).toEqual({ from_state: state, by_kind: 'staff', by_staff: 'owner', note: 'as agreed' });
  });

  it.each(pairs.filter((pair) => !isOpen(pair)))('$move is refused from $state, and nothing changes', async (pair) => {
    await writeOrder(opened.database, { state: pair.state });
    const before = await standingOf(opened.database);
    const moved = await moveOrder(shop(), { number, move: pair.move, by, restock: 'all' });
    expect(moved).toEqual({ kind: 'refused', state: pair.state, why: 'no-such-move' });
    expect(await standingOf(opened.database)).toEqual(before);
  });

  it('says that nothing else follows: with all that was sent being there, the order is delivered', async () => {
    await writeOrder(opened.database, { state: 'partly-shipped' });
    await writeParcel(opened.database, 'AAAA1111', [{ position: 0, quantity: 1 }], { deliveredAt: now - 5 });
    expect(await moveOrder(shop(), { number, move: 'ship', by })).toEqual({ kind: 'moved', state: 'delivered' });
    expect(await standingOf(opened.database)).toMatchObject({
      deliveredAt: now - 5,
      moves: ['place', 'ship', 'deliver'],
      letters: ['order-delivered'],
    });
  });

  it('asked for twice, or by twenty at once, is made once', async () => {
    await writeOrder(opened.database);
    const asked = { number, move: 'cancel', by, restock: 'all' } as const;
    const moved = await Promise.all(Array.from({ length: 20 }, () => moveOrder(shop(), asked)));
    expect(moved.filter(({ kind }) => kind === 'moved')).toHaveLength(1);
    expect(moved.filter(({ kind }) => kind === 'moved-before')).toHaveLength(19);
    expect(await standingOf(opened.database)).toMatchObject({
      state: 'cancelled',
      refunded: 1_470_000,
      moves: ['place', 'cancel', 'refund'],
      letters: ['order-cancelled'],
      stock: { RING: 6, BELT: 2 },
      restocked: [2, 1],
      refunds: ['1470000 claimed'],
    });
  });

  it('an order that was looked at, and one that came back, is told of once', async () => {
    await writeOrder(opened.database, { state: 'under-review' });
    await Promise.all(Array.from({ length: 5 }, () => moveOrder(shop(), { number, move: 'release', by })));
    await moveOrder(shop(), { number, move: 'hold', by });
    await moveOrder(shop(), { number, move: 'release', by });
    expect((await standingOf(opened.database)).letters).toEqual(['order-released']);
    await emptyDatabase(opened.database);
    await writeOrder(opened.database, { state: 'shipped' });
    await moveOrder(shop(), { number, move: 'return', by });
    await moveOrder(shop(), { number, move: 'return', by });
    expect((await standingOf(opened.database)).letters).toEqual(['order-returned']);
  });

  it('puts nothing back into stock unless it is said, and nothing twice', async () => {
    await writeOrder(opened.database);
    await moveOrder(shop(), { number, move: 'cancel', by });
    expect((await standingOf(opened.database)).stock).toEqual({ RING: 4, BELT: 1 });
    await emptyDatabase(opened.database);
    await writeOrder(opened.database, { state: 'delivered' });
    const restock = [{ position: 0, quantity: 3 }];
    const moved = await moveOrder(shop(), { number, move: 'return', by, restock });
    expect(moved).toMatchObject({ kind: 'refused', why: 'restocked-before' });
    expect(await standingOf(opened.database)).toMatchObject({ state: 'delivered', stock: { RING: 4, BELT: 1 } });
  });

  it('puts nothing back that never came out of stock', async () => {
    await writeOrder(opened.database, { state: 'under-review', reviewReason: 'amount, stock' });
    const asked = { number, move: 'cancel', by } as const;
    expect(await moveOrder(shop(), { ...asked, restock: 'all' })).toMatchObject({ why: 'never-in-stock' });
    expect(await moveOrder(shop(), asked)).toMatchObject({ kind: 'moved' });
  });

  it('knows no order that is not there', async () => {
    expect(await moveOrder(shop(), { number: 'LG-9999-9999', move: 'prepare', by })).toEqual({ kind: 'unknown' });
  });

  it('writes what is to stand beside it in the same transaction', async () => {
    await writeOrder(opened.database);
    const alongside = [opened.at(now).database.prepare('INSERT INTO access_log (id) VALUES (NULL)')];
    await expect(moveOrder(shop(), { number, move: 'prepare', by, alongside })).rejects.toThrow();
    expect((await standingOf(opened.database)).state).toBe('paid');
  });
});

describe('a parcel that leaves', () => {
  it.each(orderStates)('from an order that is %s: only where it is being prepared', async (state) => {
    await writeOrder(opened.database, { state });
    const moved = await shipParcel(shop(), parcel);
    const isOpen = legalMoves().some(({ move, from }) => move === 'ship' && from === state);
    expect(moved).toMatchObject(
      isOpen ? { kind: 'moved', state: 'shipped' } : { kind: 'refused', why: 'no-such-move' },
    );
    expect(await count(opened.database, 'parcels')).toBe(isOpen ? 1 : 0);
    expect(await count(opened.database, 'mail_outbox')).toBe(isOpen ? 1 : 0);
  });

  it('may be the first of two, each with its letter', async () => {
    await writeOrder(opened.database, { state: 'preparing' });
    const first = { ...parcel, lines: [{ position: 0, quantity: 1 }] };
    const second = {
      ...parcel,
      trackingNumber: 'BBBB2222',
      lines: [
        { position: 0, quantity: 1 },
        { position: 1, quantity: 1 },
      ],
    };
    expect(await shipParcel(shop(), first)).toEqual({ kind: 'moved', state: 'partly-shipped' });
    expect(await shipParcel(shop(), first)).toEqual({ kind: 'moved-before', state: 'partly-shipped' });
    expect(await shipParcel(shop(), second)).toEqual({ kind: 'moved', state: 'shipped' });
    expect(await deliverParcel(shop(), news)).toEqual({ kind: 'moved', state: 'shipped' });
    expect(await deliverParcel(shop(now + day), { ...news, trackingNumber: 'BBBB2222', at: now + day })).toEqual({
      kind: 'moved',
      state: 'delivered',
    });
    expect(await standingOf(opened.database)).toMatchObject({
      deliveredAt: now + day,
      moves: ['place', 'ship-part', 'ship', 'deliver-part', 'deliver'],
      letters: ['order-shipped', 'order-shipped', 'order-delivered'],
    });
  });

  it.each([
    ['more than was bought', [{ position: 0, quantity: 3 }], 'more-than-is-left'],
    ['a line that is not there', [{ position: 7, quantity: 1 }], 'more-than-is-left'],
    ['nothing', [], 'nothing-shipped'],
  ])('with %s does not leave', async (_, lines, why) => {
    await writeOrder(opened.database, { state: 'preparing' });
    expect(await shipParcel(shop(), { ...parcel, lines })).toMatchObject({ kind: 'refused', why });
    expect((await standingOf(opened.database)).moves).toEqual(['place']);
  });

  it('has a tracking number of its own', async () => {
    await writeOrder(opened.database, { state: 'preparing' });
    await writeOrder(opened.database, { number: 'LG-0000-0002', state: 'preparing' });
    await shipParcel(shop(), parcel);
    expect(await shipParcel(shop(), { ...parcel, number: 'LG-0000-0002' })).toMatchObject({
      kind: 'refused',
      why: 'tracking-number-taken',
    });
    expect((await standingOf(opened.database, 'LG-0000-0002')).state).toBe('preparing');
  });

  it('is sent once, however many press at once', async () => {
    await writeOrder(opened.database, { state: 'preparing' });
    const moved = await Promise.all(
      Array.from({ length: 10 }, (_, place) => shipParcel(shop(), { ...parcel, trackingNumber: `CCCC000${place}` })),
    );
    expect(moved.filter(({ kind }) => kind === 'moved')).toHaveLength(1);
    expect(await count(opened.database, 'parcels')).toBe(1);
    expect(await count(opened.database, 'mail_outbox')).toBe(1);
  });

  it('with more than was bought is refused by the database itself', async () => {
    await writeOrder(opened.database, { state: 'preparing' });
    await writeParcel(opened.database, 'DDDD4444', everything);
    await expect(writeParcel(opened.database, 'EEEE5555', [{ position: 1, quantity: 1 }])).rejects.toThrow(
      'more would be shipped than was bought',
    );
  });

  it('does not leave for somebody whose data is restricted', async () => {
    await writeOrder(opened.database, { state: 'preparing' });
    await opened.database
      .prepare(
        `INSERT INTO restrictions (id, email, request_number, reason, restricted_at)
         VALUES ('r', 'ada@example.com', 'r', 'asked', ?1)`,
      )
      .bind(now)
      .run();
    expect(await shipParcel(shop(), parcel)).toMatchObject({ kind: 'refused', why: 'restricted' });
    expect(await count(opened.database, 'parcels')).toBe(0);
  });
});

describe('news of a parcel', () => {
  it('of none of ours are of nothing', async () => {
    await writeOrder(opened.database, { state: 'shipped' });
    for (const act of [deliverParcel, loseParcel]) expect(await act(shop(), news)).toEqual({ kind: 'unknown' });
  });

  it.each(orderStates)('do no harm to an order that is %s', async (state) => {
    await writeOrder(opened.database, { state });
    await writeParcel(opened.database, 'AAAA1111', everything);
    const moved = await deliverParcel(shop(), news);
    const arrives = state === 'shipped' || state === 'lost' || state === 'preparing' || state === 'partly-shipped';
    expect(moved.kind).toBe('moved');
    expect((await standingOf(opened.database)).state).toBe(
      // Lost, and yet it was never said whether all had left: it is found.
      arrives ? (state === 'lost' ? 'partly-shipped' : 'delivered') : state,
    );
  });

  it('that come twice, and late ones of a loss, change nothing', async () => {
    await writeOrder(opened.database, { state: 'shipped' });
    await writeParcel(opened.database, 'AAAA1111', everything);
    await deliverParcel(shop(), news);
    const after = await standingOf(opened.database);
    expect(await deliverParcel(shop(now + day), { ...news, at: now + day })).toMatchObject({ kind: 'moved-before' });
    expect(await loseParcel(shop(), news)).toMatchObject({ kind: 'moved-before' });
    expect(await standingOf(opened.database)).toEqual(after);
    expect(after.letters).toEqual(['order-delivered']);
  });

  it('of a loss tell the shopper once, however often they come, and an erased address never', async () => {
    await writeOrder(opened.database, { state: 'shipped' });
    await writeParcel(opened.database, 'AAAA1111', everything);
    await Promise.all(Array.from({ length: 10 }, () => loseParcel(shop(), news)));
    expect(await standingOf(opened.database)).toMatchObject({
      state: 'lost',
      moves: ['place', 'lose'],
      letters: ['order-parcel-lost'],
    });
    await emptyDatabase(opened.database);
    await writeOrder(opened.database, { state: 'shipped', email: '' });
    await writeParcel(opened.database, 'AAAA1111', everything);
    expect(await loseParcel(shop(), news)).toMatchObject({ kind: 'moved' });
    expect((await standingOf(opened.database)).letters).toEqual([]);
  });

  it('of a loss are not told where the parcel turned up before the letter left', async () => {
    await writeOrder(opened.database, { state: 'shipped' });
    await writeParcel(opened.database, 'AAAA1111', everything);
    await loseParcel(shop(), news);
    await deliverParcel(shop(), news);
    await sweepMail(shop());
    const letter = opened.database.prepare(`SELECT state FROM mail_outbox WHERE kind = 'order-parcel-lost'`);
    expect(await letter.first('state')).toBe('dropped');
    expect(opened.letters).toEqual([]);
  });

  it('ten times at once, of two parcels, deliver the order once', async () => {
    await writeOrder(opened.database, { state: 'shipped' });
    await writeParcel(opened.database, 'AAAA1111', [{ position: 0, quantity: 2 }]);
    await writeParcel(opened.database, 'BBBB2222', [{ position: 1, quantity: 1 }]);
    const all = Array.from({ length: 10 }, (_, place) => (place % 2 === 0 ? 'AAAA1111' : 'BBBB2222'));
    await Promise.all(all.map((trackingNumber) => deliverParcel(shop(), { ...news, trackingNumber })));
    const standing = await standingOf(opened.database);
    expect(standing.moves).toEqual(['place', 'deliver-part', 'deliver']);
    expect(standing.letters).toEqual(['order-delivered']);
  });

  it('from a clock that is wrong are taken for now, or for when it left', async () => {
    await writeOrder(opened.database, { state: 'shipped' });
    await writeParcel(opened.database, 'AAAA1111', everything);
    await deliverParcel(shop(), { ...news, at: now + 400 * day });
    expect((await standingOf(opened.database)).deliveredAt).toBe(now);
  });

  it('of a loss put it before a person, and it is sent again', async () => {
    await writeOrder(opened.database, { state: 'preparing' });
    await shipParcel(shop(), parcel);
    expect(await loseParcel(shop(), news)).toEqual({ kind: 'moved', state: 'lost' });
    expect(await moveOrder(shop(), { number, move: 'resend', by })).toEqual({ kind: 'moved', state: 'preparing' });
    expect(await shipParcel(shop(), { ...parcel, trackingNumber: 'BBBB2222' })).toMatchObject({ state: 'shipped' });
    expect(await deliverParcel(shop(), { ...news, trackingNumber: 'BBBB2222' })).toMatchObject({ state: 'delivered' });
    // The first one turns up after all: it is noted, and starts no days anew.
    expect(await deliverParcel(shop(now + day), { ...news, at: now + day })).toMatchObject({ state: 'delivered' });
    expect((await standingOf(opened.database)).deliveredAt).toBe(now);
  });

  it('that a lost one has arrived end the loss', async () => {
    await writeOrder(opened.database, { state: 'preparing' });
    await shipParcel(shop(), parcel);
    await loseParcel(shop(), news);
    expect(await deliverParcel(shop(), news)).toEqual({ kind: 'moved', state: 'delivered' });
  });
});

it('keeps every order whole while all that can happen happens at once', async () => {
  await writeOrder(opened.database, { state: 'preparing' });
  const acts = [
    () => shipParcel(shop(), parcel),
    () => shipParcel(shop(), { ...parcel, trackingNumber: 'BBBB2222', lines: [{ position: 1, quantity: 1 }] }),
    () => moveOrder(shop(), { number, move: 'cancel', by, restock: 'all' }),
    () => moveOrder(shop(), { number, move: 'hold', by }),
    () => deliverParcel(shop(), news),
    () => loseParcel(shop(), news),
  ];
  await Promise.all([...acts, ...acts, ...acts].map((act) => act()));
  const { results } = await opened.database
    .prepare('SELECT from_state, to_state FROM order_history WHERE order_number = ?1 AND id LIKE ?2 ORDER BY rowid')
    .bind(number, `${number}/%`)
    .all<{ from_state: string; to_state: string }>();
  const chain = results.slice(1);
  chain.forEach(({ from_state: from }, place) => {
    expect(from).toBe(place === 0 ? 'preparing' : chain[place - 1]?.to_state);
  });
  expect((await standingOf(opened.database)).state).toBe(chain.at(-1)?.to_state);
});
