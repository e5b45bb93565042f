import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { remainingOf } from '../../functions/order-life/life.ts';
import { moveOrder } from '../../functions/order-life/move-order.ts';
import { selectLife } from '../../functions/order-life/queries.ts';
import { shipParcel } from '../../functions/order-life/ship-parcel.ts';
import { actsOnOrder } from '../../functions/staff/orders/acts-on-order.ts';
import { enterWithdrawal, viewOrderToWithdraw } from '../../functions/withdrawals/enter-withdrawal.ts';
import { listWithdrawals, readPlace } from '../../functions/withdrawals/list-withdrawals.ts';
import { selectUnsettled } from '../../functions/withdrawals/queries.ts';
import { type EnteredWithdrawal, enteredWithdrawal } from '../../functions/withdrawals/request.ts';
import { saySent } from '../../functions/withdrawals/send-back.ts';
import { withdraw } from '../../functions/withdrawals/withdraw.ts';
import { dyingAt } from '../retention/database.ts';
import { explainPlan } from '../retention/explain-plan.ts';
import {
  body,
  carer,
  email,
  empty,
  keeper,
  lettersOf,
  number,
  openWithdrawalHouse,
  orderNow,
  paidAt,
  type WithdrawalHouse,
  writeOrder,
} from './desk-house.ts';

let house: WithdrawalHouse;
beforeAll(async () => {
  house = await openWithdrawalHouse();
});
afterEach(() => empty(house));
afterAll(() => house.close());

const day = 86_400_000;
const owner = { email: 'owner@shop.example', role: 'owner' } as const;
const now = Date.parse('2026-02-10T12:00:00Z');
const reached = Date.parse('2026-02-09T08:30:00Z');

function letter(changes: Partial<EnteredWithdrawal> = {}): EnteredWithdrawal {
  return {
    number,
    after: 0,
    lines: 'all',
    name: 'Ada Byron',
    email: '',
    sentOn: '2026-02-06',
    reachedAt: reached,
    ...changes,
  };
}

const rows = (table: string) => house.database.prepare(`SELECT count(*) AS rows FROM ${table}`).first<number>('rows');

describe('a withdrawal that came by letter', () => {
  test('is the shopper’s own act: the row, the move, and the acknowledgement of when it reached the house', async () => {
    await writeOrder(house.database);
    const outcome = await enterWithdrawal(house.at(now), carer, letter());
    expect(outcome).toMatchObject({ order: { state: 'withdrawn' }, withdrawals: [{ id: `${number}.1`, at: reached }] });
    const step = await house.database.prepare('SELECT move, by_kind, by_staff FROM order_history').first();
    expect(step).toEqual({ move: 'withdraw', by_kind: 'staff', by_staff: 'client-care' });
    const [sent, ...noOther] = await lettersOf(house, house.at(now), 'withdrawal-received');
    expect(noOther).toEqual([]);
    expect(sent).toMatchObject({ to: email });
    expect(sent?.text).toContain('9 February 2026 at 08:30:00 UTC');
    const [line] = (await listWithdrawals(house.at(now), carer, undefined)).withdrawals;
    expect(line).toMatchObject({ dueAt: new Date(reached + 14 * day).toISOString(), acts: ['refund'] });
    const log = await house.database.prepare('SELECT role, act, what, why FROM access_log').all();
    expect(log.results).toEqual([
      { role: 'client-care', act: 'change', what: 'a withdrawal, which was entered', why: `order ${number}` },
    ]);
  });

  test('entered twice, and at once, is one withdrawal and one letter', async () => {
    await writeOrder(house.database);
    const presses = await Promise.all([1, 2, 3].map(() => enterWithdrawal(house.at(now), carer, letter())));
    for (const outcome of presses) expect(outcome).toMatchObject({ withdrawals: [{ id: `${number}.1` }] });
    expect(await rows('withdrawals')).toBe(1);
    expect(await rows('access_log')).toBe(1);
    expect(await lettersOf(house, house.at(now), 'withdrawal-received')).toHaveLength(1);
  });

  test('of which the process dies before it is written leaves nothing, and can be entered again', async () => {
    await writeOrder(house.database);
    for (let transaction = 1; transaction <= 3; transaction += 1) {
      const dying = { ...house.at(now), database: dyingAt(house.database, transaction) } as ReturnType<typeof house.at>;
      await enterWithdrawal(dying, carer, letter()).catch(() => undefined);
      expect(await rows('withdrawals')).toBe(await rows('access_log'));
    }
    expect(await enterWithdrawal(house.at(now), carer, letter())).toMatchObject({ order: { state: 'withdrawn' } });
    expect(await rows('withdrawals')).toBe(1);
  });

  test('is in time by the day on which it was sent, however late it arrives or is written down', async () => {
    const deliveredAt = Date.parse('2026-02-03T10:00:00Z');
    await writeOrder(house.database, { state: 'delivered', shipped: [1, 2], deliveredAt });
    const late = Date.parse('2026-02-25T09:00:00Z');
    const entered = (sentOn: string) => enterWithdrawal(house.at(late), carer, letter({ sentOn, reachedAt: late }));
    expect(await entered('2026-02-18')).toMatchObject({ code: 'conflict' });
    expect(await rows('withdrawals')).toBe(0);
    expect(await entered('2026-02-17')).toMatchObject({ withdrawals: [{ goods: 'out' }] });
  });

  test('after another counts by its number, though it reached the house before that one was declared', async () => {
    await writeOrder(house.database);
    await withdraw(house.at(now), await body({ lines: [{ position: 0, quantity: 1 }] }));
    const second = await enterWithdrawal(house.at(now + day), carer, letter({ after: 1 }));
    expect(second).toMatchObject({ withdrawals: [{ id: `${number}.1` }, { id: `${number}.2`, at: reached }] });
    const list = (await listWithdrawals(house.at(now + day), carer, undefined)).withdrawals;
    // Delivery goes back with the last piece: with the one that was written down last.
    expect(list.map(({ id, deliveryMinor }) => [id, deliveryMinor])).toEqual([
      [`${number}.2`, 1_200],
      [`${number}.1`, 0],
    ]);
  });

  test('goes to another address too, where one is given, and the order’s own hears of it', async () => {
    await writeOrder(house.database);
    await enterWithdrawal(house.at(now), carer, letter({ email: 'agent@example.com' }));
    expect(await lettersOf(house, house.at(now), 'withdrawal-received')).toMatchObject([{ to: 'agent@example.com' }]);
    expect(await lettersOf(house, house.at(now), 'withdrawal-told')).toMatchObject([{ to: email }]);
  });
});

describe('is refused, and nothing changes', () => {
  test.each<[string, Partial<EnteredWithdrawal>, string]>([
    ['no such order', { number: 'LG-0000-0000' }, 'not-found'],
    ['a piece that the order has not', { lines: [{ position: 7, quantity: 1 }] }, 'invalid-request'],
    ['more than was bought', { lines: [{ position: 0, quantity: 2 }] }, 'invalid-request'],
    ['a day that is still to come', { reachedAt: now + 1 }, 'invalid-request'],
    ['a day before the order', { reachedAt: paidAt - 60_001 }, 'invalid-request'],
    ['sent after it came', { sentOn: '2026-02-11' }, 'invalid-request'],
    ['after one that is not there', { after: 1 }, 'conflict'],
  ])('%s', async (_, changes, code) => {
    await writeOrder(house.database);
    expect(await enterWithdrawal(house.at(now), carer, letter(changes))).toMatchObject({ code });
    expect(await rows('withdrawals')).toBe(0);
    expect(await rows('mail_outbox')).toBe(0);
    expect(await orderNow(house)).toMatchObject({ state: 'paid', moves: [] });
  });

  test('where there is nowhere to acknowledge it to', async () => {
    await writeOrder(house.database, { email: '' });
    expect(await enterWithdrawal(house.at(now), carer, letter())).toMatchObject({
      title: 'There is nowhere to write to.',
    });
    expect(await enterWithdrawal(house.at(now), carer, letter({ email }))).toMatchObject({ withdrawals: [{}] });
  });

  test('of a restricted person by anybody who doesn’t decide about that', async () => {
    await writeOrder(house.database);
    await house.database
      .prepare(
        `INSERT INTO restrictions (id, email, request_number, reason, restricted_at)
         VALUES ('r', ?1, 'PR-0000-0000', 'asked', 1)`,
      )
      .bind(email)
      .run();
    expect(await enterWithdrawal(house.at(now), carer, letter())).toMatchObject({ code: 'not-found' });
    expect(await viewOrderToWithdraw(house.at(now), carer, number)).toMatchObject({ code: 'not-found' });
    expect(await enterWithdrawal(house.at(now), owner, letter())).toMatchObject({ order: { state: 'withdrawn' } });
  });

  test('by the door, what is out of bounds', () => {
    const sent = { number, after: 0, lines: 'all', name: 'Ada', email: '', sentOn: '2026-02-06' };
    const good = { ...sent, reachedAt: '2026-02-09T08:30:00Z' };
    expect(enteredWithdrawal.safeParse(good).success).toBe(true);
    for (const changes of [
      { name: '' },
      { sentOn: '2026-02-31' },
      { reachedAt: 'yesterday' },
      { lines: [] },
      { lines: [{ position: 0, quantity: 0 }] },
      { email: 'none' },
      { after: -1 },
      { state: 'withdrawn' },
    ]) {
      expect(enteredWithdrawal.safeParse({ ...good, ...changes }).success, JSON.stringify(changes)).toBe(false);
    }
  });
});

test('what staff see before they enter it is written down, and names no link', async () => {
  await writeOrder(house.database);
  const view = await viewOrderToWithdraw(house.at(now), carer, number);
  expect(view).toMatchObject({ number, standing: 'open', after: 0, lines: [{ left: 1 }, { left: 2 }] });
  expect(view).not.toHaveProperty('link');
  expect(await rows('access_log')).toBe(1);
});

describe('the list', () => {
  test('goes by when the money is due, and what may be waited for stands last', async () => {
    await writeOrder(house.database, { state: 'delivered', shipped: [1, 2], deliveredAt: now - day });
    await withdraw(house.at(now), await body({ lines: [{ position: 0, quantity: 1 }] }));
    await withdraw(house.at(now + day), await body({ after: 1, lines: [{ position: 1, quantity: 1 }] }));
    await withdraw(house.at(now + 2 * day), await body({ after: 2, lines: [{ position: 1, quantity: 1 }] }));
    await saySent(house.at(now + 20 * day), { link: (await body()).link, id: `${number}.2`, proof: 'JD01' });
    await saySent(house.at(now + 3 * day), { link: (await body()).link, id: `${number}.3`, proof: 'JD02' });
    const ids = async (after?: string) => {
      const list = await listWithdrawals(house.at(now + 21 * day), carer, after ? readPlace(after) : undefined);
      return list.withdrawals.map(({ id, standing }) => [id, standing]);
    };
    expect(await ids()).toEqual([
      [`${number}.3`, 'overdue'],
      [`${number}.2`, 'overdue'],
      [`${number}.1`, 'held'],
    ]);
    expect(await ids(`${now + 20 * day}.${number}.2`)).toEqual([[`${number}.1`, 'held']]);
  });

  test('begins at its place in the index, and sorts nothing', async () => {
    const texts: string[] = [];
    const listening = {
      prepare: (text: string) => {
        texts.push(text);
        return { bind: () => ({ all: async () => ({ results: [] }) }) };
      },
    };
    await selectUnsettled(listening as never, { due: 0, id: '' }, true, 50);
    const plan = await explainPlan(house.database, texts.join());
    expect(plan.join('\n')).toContain('SEARCH w USING INDEX withdrawals_due');
    expect(plan.filter((step) => step.includes('USE TEMP B-TREE FOR ORDER BY'))).toEqual([]);
  });

  test('offers each role its acts', async () => {
    await writeOrder(house.database, { state: 'delivered', shipped: [1, 2], deliveredAt: now - day });
    await withdraw(house.at(now), await body());
    const acts = async (staff: typeof carer) =>
      (await listWithdrawals(house.at(now), staff, undefined)).withdrawals[0]?.acts;
    expect(await acts(keeper)).toEqual(['label', 'arrival']);
    expect(await acts(carer)).toEqual(['label', 'refund']);
    expect(await acts(owner)).toEqual(['label', 'arrival', 'refund']);
  });
});

describe('what was withdrawn before it left', () => {
  const by = { kind: 'staff', role: 'fulfilment' } as const;
  const parcel = { number, carrier: 'DHL', trackingNumber: 'AAAA1111', by } as const;

  test('is not offered for packing, and the order is shipped with the rest', async () => {
    await writeOrder(house.database, { state: 'preparing' });
    await withdraw(house.at(now), await body({ lines: [{ position: 1, quantity: 1 }] }));
    const life = await selectLife(house.database, number);
    if (!life) throw new Error('There is no order');
    expect([...remainingOf(life)]).toEqual([
      [0, 1],
      [1, 1],
    ]);
    const all = [
      { position: 0, quantity: 1 },
      { position: 1, quantity: 2 },
    ];
    expect(await shipParcel(house.at(now), { ...parcel, lines: all })).toMatchObject({ why: 'more-than-is-left' });
    const rest = all.map(({ position }) => ({ position, quantity: 1 }));
    expect(await shipParcel(house.at(now), { ...parcel, lines: rest })).toEqual({ kind: 'moved', state: 'shipped' });
  });

  test('of which some is on its way counts against what the shopper keeps, and lost pieces are sent once more', async () => {
    await writeOrder(house.database, { state: 'shipped', shipped: [1, 2] });
    await withdraw(house.at(now), await body({ lines: [{ position: 1, quantity: 1 }] }));
    const left = async () => {
      const life = await selectLife(house.database, number);
      return life && [...remainingOf(life).values()];
    };
    expect(await left()).toEqual([0, 0]);
    await house.database.prepare('UPDATE parcels SET lost_at = ?1').bind(now).run();
    // Two were lost; one of them is not wanted any more.
    expect(await left()).toEqual([1, 1]);
  });

  test('comes back by its withdrawal, and not by the order’s page', async () => {
    await writeOrder(house.database, { state: 'delivered', shipped: [1, 2], deliveredAt: now - day });
    await withdraw(house.at(now), await body());
    const life = await selectLife(house.database, number);
    expect(life && actsOnOrder('owner', life, false, false)).not.toContain('return');
    const moved = await moveOrder(house.at(now), { number, move: 'return', by });
    expect(moved).toMatchObject({ kind: 'refused', why: 'no-such-move' });
    expect(await orderNow(house)).toMatchObject({ state: 'withdrawn', moves: ['withdraw'] });
  });

  test('keeps a return out while a part of it is on its way back, and lets it in once that is there', async () => {
    await writeOrder(house.database, { state: 'delivered', shipped: [1, 2], deliveredAt: now - day });
    await withdraw(house.at(now), await body({ lines: [{ position: 1, quantity: 1 }] }));
    const acts = async () => {
      const life = await selectLife(house.database, number);
      return life && actsOnOrder('owner', life, false, false);
    };
    expect(await acts()).not.toContain('return');
    const early = await moveOrder(house.at(now), { number, move: 'return', by });
    expect(early).toMatchObject({ kind: 'refused', why: 'no-such-move' });
    await house.database.prepare('UPDATE withdrawals SET arrived_at = ?1').bind(now).run();
    expect(await acts()).toContain('return');
    expect(await moveOrder(house.at(now), { number, move: 'return', by })).toMatchObject({ kind: 'moved' });
  });
});
