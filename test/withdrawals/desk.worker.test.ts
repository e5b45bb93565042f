import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { noteArrival, openWithdrawal, refundWithdrawal, sendLabel } from '../../functions/withdrawals/at-desk.ts';
import { listWithdrawals } from '../../functions/withdrawals/list-withdrawals.ts';
import { saySent } from '../../functions/withdrawals/send-back.ts';
import { watchRefunds } from '../../functions/withdrawals/watch-refunds.ts';
import { withdraw } from '../../functions/withdrawals/withdraw.ts';
import { contacts } from '../../src/policy/rights.ts';
import {
  body,
  carer,
  empty,
  keeper,
  lettersOf,
  number,
  openWithdrawalHouse,
  orderNow,
  type WithdrawalHouse,
  writeOrder,
} from './desk-house.ts';

let house: WithdrawalHouse;
const said: unknown[] = [];
beforeAll(async () => {
  house = await openWithdrawalHouse();
});
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation((line) => void said.push(line));
});
afterEach(async () => {
  said.length = 0;
  await empty(house);
});
afterAll(() => house.close());

const day = 86_400_000;
const at = Date.parse('2026-02-10T12:00:00Z');
const id = `${number}.1`;
const nothing = { lossMinor: 0, restock: false, note: '' };

async function desk(time: number, staff = carer) {
  const opened = await openWithdrawal(house.at(time), staff, id);
  if ('code' in opened) throw new Error(opened.detail);
  return opened;
}

async function withdrawnAfterDelivery() {
  await writeOrder(house.database, { state: 'delivered', shipped: [1, 2], deliveredAt: at - day });
  await withdraw(house.at(at), await body());
}

describe('at the desk', () => {
  test('what never left is paid back with one press, once, also when two press at once', async () => {
    await writeOrder(house.database);
    await withdraw(house.at(at), await body());
    const presses = [1, 2].map(async () =>
      refundWithdrawal(house.at(at), await desk(at), { ...nothing, restock: true }),
    );
    expect(await Promise.all(presses)).toEqual([{ amountMinor: 19_200 }, { amountMinor: 19_200 }]);
    expect([...house.refunds.values()]).toEqual([19_200]);
    expect(await orderNow(house)).toMatchObject({ state: 'withdrawn', refunded_minor: 19_200 });
    expect((await listWithdrawals(house.at(at), carer, undefined)).withdrawals).toEqual([]);
    const stock = await house.database.prepare(`SELECT on_hand FROM stock WHERE sku = 'SKU-1'`).first('on_hand');
    expect(stock).toBe(2);
    expect(await lettersOf(house, house.at(at), 'order-refunded')).toHaveLength(1);
  });

  test('what is out has a label, comes back, and is paid back less the loss', async () => {
    await withdrawnAfterDelivery();
    expect(await sendLabel(house.at(at), await desk(at, keeper), 'https://www.dhl.com/label/1')).toBe(undefined);
    const [label] = await lettersOf(house, house.at(at), 'withdrawal-label');
    expect(label?.text).toContain('https://www.dhl.com/label/1');
    const early = await refundWithdrawal(house.at(at), await desk(at), { ...nothing, lossMinor: 100 });
    expect(early).toMatchObject({ code: 'invalid-request' });
    const arrived = [1, 2].map(async () => noteArrival(house.at(at + day), await desk(at + day, keeper), true));
    expect(await Promise.all(arrived)).toHaveLength(2);
    expect(await orderNow(house)).toMatchObject({ state: 'returned', moves: ['withdraw', 'return'] });
    expect(await lettersOf(house, house.at(at + day), 'withdrawal-arrived')).toHaveLength(1);
    const refunded = await refundWithdrawal(house.at(at + day), await desk(at + day), {
      ...nothing,
      lossMinor: 1_000,
      note: 'A scratch.',
    });
    expect(refunded).toEqual({ amountMinor: 18_200 });
    expect([...house.refunds.values()]).toEqual([18_200]);
  });

  test('a part that comes back leaves the order delivered', async () => {
    await writeOrder(house.database, { state: 'delivered', shipped: [1, 2], deliveredAt: at - day });
    await withdraw(house.at(at), await body({ lines: [{ position: 0, quantity: 1 }] }));
    expect(await noteArrival(house.at(at), await desk(at, keeper), false)).toBe(undefined);
    expect(await orderNow(house)).toMatchObject({ state: 'delivered', moves: ['withdraw-part', 'return-part'] });
  });

  test('every act is written down, and of restricted people nothing is shown outside the privacy role', async () => {
    await withdrawnAfterDelivery();
    await sendLabel(house.at(at), await desk(at, keeper), 'https://www.fedex.com/label');
    const log = await house.database.prepare('SELECT role, act, what FROM access_log').all();
    expect(log.results).toEqual([{ role: 'fulfilment', act: 'change', what: 'a label for the way back' }]);
    await house.database
      .prepare(
        `INSERT INTO restrictions (id, email, request_number, reason, restricted_at)
         VALUES ('r', 'ada@example.com', 'PR-0000-0000', 'asked', 1)`,
      )
      .run();
    expect(await openWithdrawal(house.at(at), keeper, id)).toMatchObject({ code: 'not-found' });
    expect((await listWithdrawals(house.at(at), keeper, undefined)).withdrawals).toEqual([]);
  });
});

describe('the clock of the refund', () => {
  test('runs fourteen days from the withdrawal, and is held while nothing shows that the pieces are on their way', async () => {
    await withdrawnAfterDelivery();
    const standing = async (time: number) => (await listWithdrawals(house.at(time), carer, undefined)).withdrawals;
    expect(await standing(at + 20 * day)).toMatchObject([{ standing: 'held', amountMinor: 19_200, goods: 'out' }]);
    await saySent(house.at(at + day), { link: (await body()).link, id, proof: 'JD01' });
    expect(await standing(at + 10 * day)).toMatchObject([{ standing: 'due' }]);
    expect(await standing(at + 11 * day)).toMatchObject([{ standing: 'due-soon', dueAt: '2026-02-24T12:00:00.000Z' }]);
    expect(await standing(at + 14 * day)).toMatchObject([{ standing: 'overdue' }]);
  });

  test('warns three days before and is loud when it is over, each once, and names nobody', async () => {
    await writeOrder(house.database);
    await withdraw(house.at(at), await body());
    for (const time of [at + 11 * day - 1, at + 11 * day, at + 12 * day, at + 14 * day, at + 15 * day]) {
      await Promise.all([1, 2].map(() => watchRefunds(house.at(time))));
    }
    const warnings = await lettersOf(house, house.at(at + 15 * day), 'withdrawal-warning');
    expect(warnings.map(({ to }) => to)).toEqual([contacts.privacyEmail, contacts.privacyEmail]);
    expect(warnings.map(({ subject }) => subject).sort()).toEqual([
      `Due soon: refund of withdrawal ${id}`,
      `Overdue: refund of withdrawal ${id}`,
    ]);
    expect(JSON.stringify(warnings)).toContain(id);
    expect(said).toHaveLength(2);
  });

  test('begins again for a refund that Stripe has refused', async () => {
    await writeOrder(house.database);
    await withdraw(house.at(at), await body());
    await refundWithdrawal(house.at(at), await desk(at), nothing);
    await house.database.prepare(`UPDATE refunds SET state = 'failed'`).run();
    await watchRefunds(house.at(at));
    expect((await listWithdrawals(house.at(at), carer, undefined)).withdrawals).toMatchObject([
      { amountMinor: 19_200 },
    ]);
    expect(await refundWithdrawal(house.at(at), await desk(at), nothing)).toEqual({ amountMinor: 19_200 });
    expect(house.refunds.size).toBe(2);
  });
});
