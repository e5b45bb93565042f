import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { codeOfLink } from '../../functions/links/one-time-link.ts';
import { mailWithdrawalLink, openByCode } from '../../functions/withdrawals/mail-withdrawal-link.ts';
import { selectWithdrawal } from '../../functions/withdrawals/queries.ts';
import { bodyOfForm, linkAsked, withdrawalBody } from '../../functions/withdrawals/request.ts';
import { askForLabel, saySent } from '../../functions/withdrawals/send-back.ts';
import { viewByLink } from '../../functions/withdrawals/view-withdrawal.ts';
import { withdraw } from '../../functions/withdrawals/withdraw.ts';
import { dyingAt } from '../retention/database.ts';
import {
  body,
  email,
  empty,
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
const soon = '2026-02-02T10:20:30.456Z';

async function rows(table: 'withdrawals' | 'withdrawal_lines'): Promise<number | null> {
  return house.database.prepare(`SELECT count(*) AS rows FROM ${table}`).first<number>('rows');
}

describe('withdrawing', () => {
  test('from all of an order that has not left: the order is withdrawn, and acknowledged to the second', async () => {
    await writeOrder(house.database);
    const outcome = await withdraw(house.at(soon), await body());
    expect(outcome).toMatchObject({
      order: { state: 'withdrawn' },
      withdrawals: [{ id: `${number}.1`, goods: 'in-house' }],
    });
    expect(await orderNow(house)).toMatchObject({ state: 'withdrawn', moves: ['withdraw'] });
    const [letter, ...noOther] = await lettersOf(house, house.at(soon), 'withdrawal-received');
    expect(noOther).toEqual([]);
    expect(letter).toMatchObject({ to: email, subject: `Your withdrawal from order ${number}` });
    for (const words of [
      '2 February 2026 at 10:20:30 UTC',
      '1 × Piece 0',
      '2 × Piece 1',
      'Name: Ada Byron',
      '€192',
      '16 February 2026',
      'there is nothing that you need to send',
    ]) {
      expect(letter?.text).toContain(words);
    }
    expect(await lettersOf(house, house.at(soon), 'withdrawal-told')).toEqual([]);
  });

  test('from a part, and later from the rest, of what has left', async () => {
    const deliveredAt = Date.parse('2026-02-10T09:00:00Z');
    await writeOrder(house.database, { state: 'delivered', shipped: [1, 2], deliveredAt });
    await withdraw(house.at(deliveredAt + day), await body({ lines: [{ position: 1, quantity: 1 }] }));
    expect(await orderNow(house)).toMatchObject({ state: 'delivered', moves: ['withdraw-part'] });
    const [letter] = await lettersOf(house, house.at(deliveredAt + day), 'withdrawal-received');
    expect(letter?.text).toContain('Pieces: €50');
    expect(letter?.text).toContain('ask for a label on the page of your withdrawal');
    await withdraw(house.at(deliveredAt + 2 * day), await body({ after: 1 }));
    expect(await orderNow(house)).toMatchObject({ state: 'withdrawn', moves: ['withdraw-part', 'withdraw'] });
    const view = await viewByLink(house.at(deliveredAt + 2 * day), (await body()).link);
    expect(view).toMatchObject({ standing: 'all-withdrawn', after: 2 });
    expect('withdrawals' in view ? view.withdrawals.map(({ amountMinor }) => amountMinor) : []).toEqual([
      5_000, 14_200,
    ]);
  });

  test('of two of a kind, one of which has left, asks nothing back while the other is here', async () => {
    await writeOrder(house.database, { state: 'partly-shipped', shipped: [0, 1] });
    await withdraw(house.at(soon), await body({ lines: [{ position: 1, quantity: 1 }] }));
    expect(await selectWithdrawal(house.database, `${number}.1`)).toMatchObject({
      goods: 'in-house',
      lines: [{ to_return: 0 }],
    });
    const again = house.database
      .prepare(`INSERT INTO parcel_lines (parcel_id, position, quantity) VALUES ('parcel', 0, 1), ('parcel', 1, 1)`)
      .run();
    await expect(again).rejects.toThrow();
    await withdraw(house.at(soon), await body({ after: 1, lines: [{ position: 1, quantity: 1 }] }));
    expect(await selectWithdrawal(house.database, `${number}.2`)).toMatchObject({
      goods: 'out',
      lines: [{ to_return: 1 }],
    });
  });

  test('tells the order’s own mailbox too, where the acknowledgement goes to another', async () => {
    await writeOrder(house.database);
    await withdraw(house.at(soon), await body({ email: 'other@example.net' }));
    expect(await lettersOf(house, house.at(soon), 'withdrawal-received')).toMatchObject([{ to: 'other@example.net' }]);
    expect(await lettersOf(house, house.at(soon), 'withdrawal-told')).toMatchObject([{ to: email }]);
  });
});

describe('the same withdrawal', () => {
  test('pressed twice, or in ten windows at once, is one', async () => {
    await writeOrder(house.database);
    const all = await body();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => withdraw(house.at(soon), all)));
    expect(outcomes.filter((outcome) => 'order' in outcome)).toHaveLength(10);
    expect(await withdraw(house.at(paidAt + 300 * day), all)).toMatchObject({ order: { state: 'withdrawn' } });
    expect(await rows('withdrawals')).toBe(1);
    expect(await lettersOf(house, house.at(soon), 'withdrawal-received')).toHaveLength(1);
    expect((await orderNow(house)).moves).toEqual(['withdraw']);
  });

  test('of two windows with other pieces, one is told that the other was first', async () => {
    await writeOrder(house.database);
    const one = await body({ lines: [{ position: 0, quantity: 1 }] });
    const other = await body({ lines: [{ position: 1, quantity: 2 }] });
    const outcomes = await Promise.all([one, other].map((wanted) => withdraw(house.at(soon), wanted)));
    expect(outcomes.filter((outcome) => 'code' in outcome && outcome.code === 'conflict')).toHaveLength(1);
    expect(await rows('withdrawals')).toBe(1);
    expect(await withdraw(house.at(soon), await body())).toMatchObject({ code: 'conflict' });
  });

  test('of which the process dies before it is written leaves nothing, and can be sent again', async () => {
    await writeOrder(house.database);
    for (const transaction of [1, 2, 3]) {
      const shop = { ...house.at(soon), database: dyingAt(house.database, transaction) };
      await expect(withdraw(shop, await body())).rejects.toThrow('The Worker was stopped');
      expect(await rows('withdrawals')).toBe(0);
      expect(await orderNow(house)).toMatchObject({ state: 'paid', moves: [] });
    }
    expect(await withdraw(house.at(soon), await body())).toMatchObject({ order: { state: 'withdrawn' } });
    expect(await lettersOf(house, house.at(soon), 'withdrawal-received')).toHaveLength(1);
  });
});

describe('is refused, and nothing changes', () => {
  const deliveredAt = Date.parse('2026-02-03T10:00:00Z');
  const end = Date.parse('2026-02-17T23:00:00Z');

  test('when the days are over, to the millisecond; who asked for the link before is still in time', async () => {
    await writeOrder(house.database, { state: 'delivered', shipped: [1, 2], deliveredAt });
    const part = await body({ lines: [{ position: 0, quantity: 1 }] });
    expect(await withdraw(house.at(end), part)).toMatchObject({
      code: 'conflict',
      title: 'The days of withdrawal are over.',
    });
    expect(await viewByLink(house.at(end), part.link)).toMatchObject({ standing: 'over', lastDay: '2026-02-17' });
    await mailWithdrawalLink(house.at(end), { number, email });
    expect(await withdraw(house.at(end + 1), part)).toMatchObject({ code: 'conflict' });
    await mailWithdrawalLink(house.at(end - 1), { number, email: 'somebody@example.com' });
    expect(await withdraw(house.at(end + 1), part)).toMatchObject({ code: 'conflict' });
    expect(await rows('withdrawals')).toBe(0);
    expect(await withdraw(house.at(end - 1), part)).toMatchObject({ withdrawals: [{}] });
    await mailWithdrawalLink(house.at(end - 1), { number, email });
    const rest = await body({ after: 1 });
    expect(await withdraw(house.at(end + day), rest)).toMatchObject({ code: 'conflict' });
    expect(await withdraw(house.at(end + day - 2), rest)).toMatchObject({ withdrawals: [{}, {}] });
  });

  test.each([
    ['more than was bought', { lines: [{ position: 1, quantity: 3 }] }, 'invalid-request'],
    ['a line that is not there', { lines: [{ position: 7, quantity: 1 }] }, 'invalid-request'],
    ['a later place than there is', { after: 4 }, 'conflict'],
    ['a link that is not ours', { link: `${number}.forged` }, 'not-found'],
  ])('for %s', async (_what, changes, code) => {
    await writeOrder(house.database);
    expect(await withdraw(house.at(soon), await body(changes as object))).toMatchObject({ code });
    expect(await orderNow(house)).toMatchObject({ state: 'paid', moves: [] });
  });

  test.each(['cancelled', 'returned', 'withdrawn'])('for an order that is %s', async (state) => {
    await writeOrder(house.database, { state });
    expect(await withdraw(house.at(soon), await body())).toMatchObject({ code: 'conflict' });
    expect(await rows('withdrawals')).toBe(0);
  });

  test('for a piece that the law excepts, which says why; the others can be had', async () => {
    const lines = [
      { sku: 'ENGRAVED', quantity: 1, unitMinor: 100 },
      { quantity: 1, unitMinor: 200 },
    ];
    await writeOrder(house.database, { lines });
    const wanted = await body({ lines: [{ position: 0, quantity: 1 }] });
    expect(await withdraw(house.at(soon), wanted)).toMatchObject({ code: 'invalid-request' });
    expect(await viewByLink(house.at(soon), wanted.link)).toMatchObject({
      standing: 'open',
      lines: [{ exception: 'It bears your initials.' }, { left: 1 }],
    });
    expect(await withdraw(house.at(soon), await body())).toMatchObject({ order: { state: 'paid' } });
    expect(await withdraw(house.at(soon), await body({ after: 1 }))).toMatchObject({
      title: 'There is nothing left to withdraw from.',
    });
  });

  test.each([
    ['no lines', { lines: [] }],
    [
      'a line twice',
      {
        lines: [
          { position: 0, quantity: 1 },
          { position: 0, quantity: 1 },
        ],
      },
    ],
    ['a half piece', { lines: [{ position: 0, quantity: 0.5 }] }],
    ['a negative piece', { lines: [{ position: 0, quantity: -1 }] }],
    ['no name', { name: ' ' }],
    ['a name with a line break', { name: 'Ada\nBcc: all' }],
    ['no address', { email: 'ada' }],
    ['a reason, which nobody asks for', { reason: 'colour' }],
  ])('for a body with %s', async (_what, changes) => {
    expect(withdrawalBody.safeParse({ ...(await body()), ...changes }).success).toBe(false);
    expect(withdrawalBody.safeParse(await body()).success).toBe(true);
  });

  test('for a form without a choice', async () => {
    const { link } = await body();
    const form = { link, after: '0', name: 'Ada', email, 'quantity-0': '0' };
    expect(withdrawalBody.safeParse(bodyOfForm(new URLSearchParams(form))).success).toBe(false);
    const chosen = new URLSearchParams({ ...form, scope: 'some', 'quantity-1': '2' });
    expect(bodyOfForm(chosen)).toMatchObject({ after: 0, lines: [{ position: 1, quantity: 2 }] });
  });
});

describe('without a link at hand', () => {
  test('the mailbox of the order gets the link and a code that works once', async () => {
    await writeOrder(house.database, { email: 'Ada@Example.com' });
    const asked = linkAsked.parse({ number: 'lg 7k4m92qx', email: ' ADA@example.com ' });
    const { link } = await mailWithdrawalLink(house.at(soon), asked);
    const [letter] = await lettersOf(house, house.at(soon), 'withdrawal-link');
    expect(letter?.to).toBe(email);
    expect(letter?.text).toContain(`https://shop.example/withdrawal/#${(await body()).link}`);
    const code = await codeOfLink(house.at(soon), link);
    expect(letter?.text).toContain(code);
    expect(await openByCode(house.at(soon), { link, code: '0000-0000' })).toMatchObject({ code: 'link-ended' });
    expect(await openByCode(house.at(soon), { link, code })).toMatchObject({ number, standing: 'open' });
    expect(await openByCode(house.at(soon), { link, code })).toMatchObject({ code: 'link-ended' });
  });

  test.each([
    ['another address', { number, email: 'eve@example.com' }],
    ['another number', { number: 'LG-0000-0000', email }],
  ])('with %s the answer is the same, and the letter opens nothing', async (_what, asked) => {
    await writeOrder(house.database);
    const answer = await mailWithdrawalLink(house.at(soon), asked);
    expect(Object.keys(answer)).toEqual(['link']);
    const [letter] = await lettersOf(house, house.at(soon), 'withdrawal-link');
    expect(letter?.to).toBe(asked.email);
    expect(letter?.text.includes('/withdrawal/#')).toBe(false);
    expect(letter?.text.includes(number)).toBe(false);
    const code = await codeOfLink(house.at(soon), answer.link);
    expect(await openByCode(house.at(soon), { link: answer.link, code })).toMatchObject({ code: 'link-ended' });
  });

  test('nobody’s mailbox is filled: five letters an hour', async () => {
    await Promise.all(Array.from({ length: 9 }, () => mailWithdrawalLink(house.at(soon), { number, email })));
    expect(await lettersOf(house, house.at(soon), 'withdrawal-link')).toHaveLength(5);
  });
});

describe('the way back', () => {
  test('a label is asked for once, and a number proves the sending', async () => {
    await writeOrder(house.database, { state: 'shipped', shipped: [1, 2] });
    const { link } = await body();
    const id = `${number}.1`;
    await withdraw(house.at(soon), await body());
    expect(await askForLabel(house.at(soon), { link, id })).toBe(undefined);
    expect(await askForLabel(house.at(paidAt + 9 * day), { link, id })).toBe(undefined);
    expect(await saySent(house.at(soon), { link, id, proof: '' })).toMatchObject({ code: 'invalid-request' });
    expect(await saySent(house.at(soon), { link, id, proof: 'JD0123' })).toBe(undefined);
    expect(await selectWithdrawal(house.database, id)).toMatchObject({
      label_asked_at: Date.parse(soon),
      sent_at: Date.parse(soon),
      sent_proof: 'JD0123',
    });
    expect(await askForLabel(house.at(soon), { link, id: `${number}.2` })).toMatchObject({ code: 'not-found' });
  });

  test('there is none for what has not left', async () => {
    await writeOrder(house.database);
    await withdraw(house.at(soon), await body());
    const asked = { link: (await body()).link, id: `${number}.1` };
    expect(await askForLabel(house.at(soon), asked)).toMatchObject({ code: 'conflict' });
  });
});
