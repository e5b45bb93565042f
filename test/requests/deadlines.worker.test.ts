import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchDeadlines } from '../../functions/requests/deadlines/watch-deadlines.ts';
import { answerRequest, decideRequest } from '../../functions/requests/decide-request.ts';
import { enterRequest } from '../../functions/requests/enter-request.ts';
import { extendRequest } from '../../functions/requests/extend-request.ts';
import { sweepRequests } from '../../functions/requests/fulfil.ts';
import { confirmRequest } from '../../functions/requests/intake/confirm-request.ts';
import { selectRequest } from '../../functions/requests/queries.ts';
import { contacts } from '../../src/policy/rights.ts';
import { codeIn, tokenIn } from './asker.ts';
import { type House, lettersOf, openHouse, received } from './house.ts';

let house: House;
const said: unknown[] = [];
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation((line) => void said.push(line));
});
afterEach(async () => {
  said.length = 0;
  house.letters.length = 0;
  await house.database.exec('DELETE FROM privacy_requests');
  await house.database.exec('DELETE FROM mail_outbox');
});

const receivedAt = '2026-11-24T17:00:00Z';
const due = '2026-12-24T17:00:00Z';
const day = 86_400_000;

async function requestOf(email: string): Promise<string> {
  return received(house.at(receivedAt), 'complaint', email);
}

function proofsOf(number: string) {
  return house.database
    .prepare('SELECT step FROM rights_register WHERE request_number = ?1 ORDER BY sequence')
    .bind(number)
    .all<{ step: string }>()
    .then(({ results }) => results.map(({ step }) => step));
}

describe('[contact.deadline] [rights.deadline] the clock', () => {
  test('says in the letter by when it is answered, and warns five days and one day before, each once', async () => {
    const number = await requestOf('ada@example.com');
    const [letter] = await lettersOf(house, house.at(receivedAt), 'request-received');
    expect(letter?.text).toContain('We aim to answer by 1 December 2026, and must by 24 December 2026.');
    const warningsAt = async (time: number) => {
      await watchDeadlines(house.at(time));
      await watchDeadlines(house.at(time + 1));
      return lettersOf(house, house.at(time + 1), 'request-warning');
    };
    const dueAt = Date.parse(due);
    expect(await warningsAt(dueAt - 5 * day - 2)).toEqual([]);
    const [first, ...noOther] = await warningsAt(dueAt - 5 * day);
    expect(noOther).toEqual([]);
    expect(first).toMatchObject({ to: contacts.privacyEmail, subject: `Due soon: request ${number}` });
    expect(await warningsAt(dueAt - 2 * day)).toHaveLength(1);
    expect(await warningsAt(dueAt - day)).toHaveLength(2);
    const all = await warningsAt(dueAt);
    expect(all.at(-1)).toMatchObject({ to: contacts.privacyEmail, subject: `Overdue: request ${number}` });
    expect(all).toHaveLength(3);
    expect(await warningsAt(dueAt + 9 * day)).toHaveLength(3);
    expect(said).toEqual([
      { message: 'A request is due soon', kind: 'complaint', dueAt: '2026-12-24' },
      { message: 'A request is due soon', kind: 'complaint', dueAt: '2026-12-24' },
      { message: 'A request is overdue', kind: 'complaint', dueAt: '2026-12-24' },
    ]);
    expect(JSON.stringify(all)).not.toContain('ada@example.com');
    expect(await proofsOf(number)).toEqual(['received', 'confirmed', 'review', 'overdue']);
  });

  test('two runs at once say it once, and of a closed request nothing is said', async () => {
    await requestOf('late@example.com');
    const closed = await received(house.at(receivedAt), 'rectification', 'closed@example.com');
    expect(
      await decideRequest(house.at(receivedAt), closed, { decision: 'done', reason: '' }, 'p@shop.example'),
    ).toBeUndefined();
    await Promise.all([1, 2, 3].map(() => watchDeadlines(house.at(due))));
    expect(await lettersOf(house, house.at(due), 'request-warning')).toHaveLength(1);
    expect(said).toHaveLength(1);
  });
});

describe('an extension', () => {
  const until = Date.parse('2027-02-24T17:00:00Z');
  const reason = 'Four years of invoices have to be looked through.';

  test('is told to the person with its reason, moves the date, and is warned of anew', async () => {
    const number = await requestOf('patient@example.com');
    await watchDeadlines(house.at('2026-12-23T18:00:00Z'));
    const before = house.at('2026-12-24T16:59:59.999Z');
    expect(await extendRequest(before, number, { until, reason })).toBeUndefined();
    const [letter] = await lettersOf(house, before, 'request-extended');
    expect(letter).toMatchObject({ to: 'patient@example.com', subject: `Your request ${number} takes longer` });
    expect(letter?.text).toContain(reason);
    expect(letter?.text).toContain('24 February 2027');
    house.letters.length = 0;
    await watchDeadlines(house.at(due));
    expect(await lettersOf(house, house.at(due), 'request-warning')).toEqual([]);
    await watchDeadlines(house.at(until - 5 * day));
    expect(await lettersOf(house, house.at(until), 'request-warning')).toHaveLength(1);
    expect(await proofsOf(number)).toContain('extended');
  });

  test.each([
    ['at the due date', due, { until, reason }],
    ['beyond two months', receivedAt, { until: until + 1, reason }],
    ['without a reason', receivedAt, { until, reason: ' ' }],
  ])('%s is refused, and nobody is told', async (_said, now, extension) => {
    const number = await requestOf('strict@example.com');
    expect(await extendRequest(house.at(now), number, extension)).toMatchObject({ code: 'conflict' });
    expect(await lettersOf(house, house.at(now), 'request-extended')).toEqual([]);
    expect((await selectRequest(house.at(now).database, number))?.extended_to).toBeNull();
  });

  test('happens once, also when two are told at once', async () => {
    const number = await requestOf('once@example.com');
    const shop = house.at(receivedAt);
    const outcomes = await Promise.all([1, 2].map(() => extendRequest(shop, number, { until, reason })));
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
    expect((await proofsOf(number)).filter((step) => step === 'extended')).toHaveLength(1);
  });
});

describe('what one of the house does', () => {
  test('a request that came by mail counts from the mail, once the mailbox has confirmed it', async () => {
    const shop = house.at('2026-11-30T09:00:00Z');
    const mailed = {
      kind: 'complaint',
      email: 'mailed@example.com',
      orderNumber: '',
      words: 'As I wrote.',
      language: 'en',
    } as const;
    const entered = { ...mailed, receivedAt: Date.parse('2026-11-20T09:00:00Z'), verifiedBy: 'mailbox' } as const;
    expect(await enterRequest(shop, entered, 'care@shop.example')).toEqual({ state: 'mailbox-asked' });
    const [letter] = await lettersOf(house, shop, 'confirm-request');
    expect(letter?.text).toContain('You wrote to us');
    const opened = await confirmRequest(house.at('2026-12-01T08:00:00Z'), { token: tokenIn(letter?.text ?? '') });
    const number = 'link' in opened ? (opened.link ?? '').split('.')[0] : '';
    expect(await selectRequest(shop.database, number ?? '')).toMatchObject({
      received_at: entered.receivedAt,
      due_at: Date.parse('2026-12-20T09:00:00Z'),
      asker: 'staff',
      verified_by: 'mailbox',
    });
    expect(codeIn(letter?.text ?? '')).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  });

  test.each([
    ['in the future', 1],
    ['ninety-one days ago', -91 * day],
  ])('a mail %s is refused', async (_said, offset) => {
    const shop = house.at(receivedAt);
    const entered = {
      kind: 'access',
      email: 'a@example.com',
      orderNumber: '',
      words: '',
      verifiedBy: 'staff',
      language: 'en',
    } as const;
    const outcome = await enterRequest(shop, { ...entered, receivedAt: shop.now + offset }, 'care@shop.example');
    expect(outcome).toMatchObject({ code: 'invalid-request' });
  });

  test('[basis.complaint] [contact.complaint] every letter of a decision names the authorities, the reason and the receipt', async () => {
    const shop = house.at(receivedAt);
    for (const decision of ['done', 'done-in-part', 'refused'] as const) {
      const number = await requestOf(`${decision}@example.com`);
      expect(await answerRequest(shop, number, 'Which order do you mean?')).toBeUndefined();
      expect(await decideRequest(shop, number, { decision, reason: 'Because of this.' }, 'p@shop.example')).toBe(
        undefined,
      );
      const again = await decideRequest(shop, number, { decision, reason: 'Again.' }, 'p@shop.example');
      expect(again).toMatchObject({ code: 'conflict' });
    }
    await lettersOf(house, shop, 'request-closed');
    const toPeople = house.letters.filter(({ to }) => to !== contacts.privacyEmail);
    expect(toPeople.length).toBeGreaterThanOrEqual(6);
    for (const { text, subject } of toPeople) {
      expect(text, subject).toContain('the right to lodge a complaint with your local or national data protection');
      expect(text, subject).toContain('(e.g., ICO in the UK, CNIL in France)');
      expect(text, subject).toContain('https://shop.example/privacy/request/status/#PR-');
      expect(text, subject).toMatch(/The answer (is|was) due by 24 December 2026/);
    }
    const ends = toPeople.filter(({ reference }) => /^request-(done|closed):/.test(reference));
    expect(ends).toHaveLength(3);
    for (const { text } of ends) {
      expect(text).toContain('Because of this.');
      expect(text).toMatch(/Register: [0-9a-f]{64}/);
    }
  });

  test('a refusal without a reason is not taken', async () => {
    const shop = house.at(receivedAt);
    const number = await requestOf('why@example.com');
    for (const decision of ['refused', 'done-in-part'] as const) {
      const outcome = await decideRequest(shop, number, { decision, reason: '' }, 'p@shop.example');
      expect(outcome).toMatchObject({ code: 'invalid-request' });
    }
    expect((await selectRequest(shop.database, number))?.closed_at).toBeNull();
  });
});

test('a request that was confirmed and left is carried out by the sweep, once', async () => {
  const number = await received(house.at(receivedAt), 'opt-out-of-sale', 'left@example.com');
  await house.database.exec(`UPDATE privacy_requests SET state = 'working', closed_at = NULL`);
  await house.database.exec(`DELETE FROM request_steps WHERE step = 'done'`);
  await sweepRequests(house.at(Date.parse(receivedAt) + 119_000));
  expect((await selectRequest(house.at(receivedAt).database, number))?.state).toBe('working');
  await Promise.all([1, 2].map(() => sweepRequests(house.at(Date.parse(receivedAt) + 120_000))));
  expect((await selectRequest(house.at(receivedAt).database, number))?.state).toBe('done');
  const steps = await house.database.prepare(`SELECT count(*) AS n FROM request_steps WHERE step = 'done'`).first('n');
  expect(steps).toBe(1);
});
