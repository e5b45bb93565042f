import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type {
  DeskDone,
  DeskEntered,
  DeskFigures,
  DeskLetter,
  DeskList,
  DeskRequest,
} from '../../src/api/desk-answers.ts';
import { apiPaths, previewOf } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { seedStaff, seedStock } from '../local/migrate.ts';
import { count, emptyDatabase } from '../retention/database.ts';
import { about, askAs } from './ask-desk.ts';

/** The desk's acts, in the built Worker: what each does, whom it is refused, and the row that tells of it. */

const privacy = 'privacy@shop.example';
const owner = 'owner@shop.example';
const clientCare = 'client-care@shop.example';
const day = 24 * 60 * 60_000;
const isoDay = (instant: number) => new Date(instant).toISOString().slice(0, 10);

let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  await emptyDatabase(shop.database);
  await seedStaff(shop.database);
  await seedStock(shop.database);
});

interface Entry {
  readonly kind?: string;
  readonly email?: string;
  readonly daysAgo?: number;
  readonly words?: string;
}

/** A request that runs, entered by the owner; answers its number. */
async function enter({ kind = 'complaint', email = 'ada@example.com', daysAgo = 1, words = 'Why?' }: Entry = {}) {
  const entry = { kind, email, receivedOn: isoDay(Date.now() - daysAgo * day), orderNumber: '', words };
  const answer = await askAs<DeskEntered>(shop, owner, 'POST', apiPaths.staffRequests, {
    ...entry,
    verifiedBy: 'staff',
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  if (answer.body.state !== 'received') throw new Error('It does not run');
  return answer.body.number;
}

const act = <Answer = DeskDone>(email: string, path: string, number: string, body: unknown, recipient = '') =>
  askAs<Answer>(shop, email, 'POST', about(path, number, recipient), body);
const view = (email: string, number: string, body: unknown = {}) =>
  act<DeskRequest>(email, apiPaths.staffRequestView, number, body);
const list = (email: string, query = '') => askAs<DeskList>(shop, email, 'GET', `${apiPaths.staffRequests}${query}`);

async function log(): Promise<Record<string, unknown>[]> {
  return (await shop.database.prepare('SELECT * FROM access_log ORDER BY rowid').all()).results;
}

async function mailsTo(email: string): Promise<string[]> {
  const waiting = async () => {
    const row = await shop.database
      .prepare(`SELECT count(*) AS waiting FROM mail_outbox WHERE state = 'waiting'`)
      .first<{ waiting: number }>();
    return row?.waiting;
  };
  await expect.poll(waiting, { timeout: 45_000 }).toBe(0);
  return shop.mailbox
    .messages()
    .filter(({ message }) => message.to.includes(email))
    .map(({ message }) => message.text ?? '');
}

/** A letter as the desk shows it before: without the person's own link, and before the register has its entry. */
const asShown = (text: string) => text.replace(/#PR-\S+/g, '#…').replace(/^Register: .*$/m, '');

describe('the list', () => {
  test('has what is due first first, says what is overdue, and names nobody', async () => {
    const [late, soon, later] = [
      await enter({ daysAgo: 40, email: 'late@example.com' }),
      await enter({ daysAgo: 27, email: 'soon@example.com' }),
      await enter({ daysAgo: 1, email: 'later@example.com' }),
    ];
    const { status, body } = await list(privacy);
    expect(status).toBe(200);
    expect(body.requests.map(({ number, standing }) => [number, standing])).toEqual([
      [late, 'overdue'],
      [soon, 'due-soon'],
      [later, 'in-time'],
    ]);
    expect(JSON.stringify(body)).not.toContain('@');
    expect((await list(privacy, '?kind=access')).body.requests).toEqual([]);
    expect((await list(privacy, '?state=closed')).body.requests).toEqual([]);
  });

  test('goes on page by page, and misses and repeats none', async () => {
    const now = Date.now();
    const statement = shop.database.prepare(
      `INSERT INTO privacy_requests (number, kind, state, email, subject_hash, asker, asker_email, verified_by,
         order_number, words, received_at, confirmed_at, target_at, due_at, closed_at)
       VALUES (?1, 'complaint', ?4, '', ?1, 'person', '', 'mailbox', '', '', ?2, ?2, ?2, ?3, ?5)`,
    );
    const numbers = Array.from({ length: 120 }, (_, place) => `PR-0000-0${String(place).padStart(3, '0')}`);
    // Three of them are due at the same instant each time: the number tells them apart.
    await shop.database.batch([
      ...numbers.map((number, place) => statement.bind(number, now, now + Math.floor(place / 3), 'in-review', null)),
      ...numbers.map((number, place) =>
        statement.bind(number.replace('0000', '1111'), now, now, 'done', now + Math.floor(place / 3)),
      ),
    ]);
    for (const [state, expected] of [
      ['open', numbers],
      ['closed', numbers.map((number) => number.replace('0000', '1111')).reverse()],
    ] as const) {
      const seen: string[] = [];
      for (let next: string | undefined = ''; next !== undefined; ) {
        const { body }: { body: DeskList } = await list(privacy, `?state=${state}${next ? `&after=${next}` : ''}`);
        seen.push(...body.requests.map(({ number }) => number));
        next = body.next;
      }
      expect(seen).toEqual(expected);
    }
  });

  test.each(['?after=x', '?state=all', '?kind=x', '?limit=1'])('that is asked for as %s is refused', async (query) => {
    expect((await list(privacy, query)).status).toBe(400);
  });
});

describe('[security.access] a request', () => {
  test('is shown with the clock, what was verified and what is held; who looked is written down', async () => {
    const number = await enter();
    const { status, body } = await view(privacy, number, { why: 'they telephoned' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      number,
      email: 'ada@example.com',
      verifiedBy: 'staff',
      state: 'in-review',
      words: 'Why?',
    });
    expect(body.held).toContainEqual(expect.objectContaining({ table: 'privacy_requests', rows: 1 }));
    expect(body.acts).toEqual(['answer', 'decide', 'extend']);
    const row = (await log()).at(-1);
    expect(row).toMatchObject({ staff_email: privacy, act: 'view', why: 'they telephoned', request_number: number });
    expect(row?.['subject_hash']).toMatch(/^[0-9a-f]{64}$/);
    await view(privacy, number);
    expect((await log()).at(-1)).toMatchObject({ why: number });
  });

  test('is shown to client care without what is held, and with no decision to take', async () => {
    const { body } = await view(clientCare, await enter());
    expect(body.held).toBeUndefined();
    expect(body.acts).toEqual(['answer']);
  });

  test('of somebody whose data is restricted is there for those who decide, and for client care is not', async () => {
    const number = await enter({ kind: 'restrict' });
    const other = await enter();
    expect((await list(privacy)).body.requests.map((line) => line.number)).toEqual([other]);
    expect((await list(privacy)).body.requests[0]?.isRestricted).toBe(true);
    expect((await list(clientCare)).body.requests).toEqual([]);
    for (const hidden of [number, other]) {
      expect((await view(privacy, hidden)).status).toBe(200);
      expect((await view(clientCare, hidden)).status).toBe(404);
      expect((await act(clientCare, apiPaths.staffRequestAnswer, hidden, { words: 'Hello' })).status).toBe(404);
    }
  });

  test('that is none is refused, and so is a reason with an address in it; nothing is written of either', async () => {
    const number = await enter();
    const before = (await log()).length;
    expect((await view(privacy, 'PR-0000-0000')).status).toBe(404);
    expect((await view(privacy, 'x')).status).toBe(404);
    expect((await view(privacy, number, { why: 'ada@example.com' })).status).toBe(400);
    expect((await log()).length).toBe(before);
  });
});

describe('a message', () => {
  test('[security.access] is seen as a letter first, without the link that is the person’s alone, and then is that letter', async () => {
    const number = await enter({ email: 'message@example.com' });
    const body = { words: 'We have looked.\n\nIt was our mistake.' };
    const preview = await act<DeskLetter>(clientCare, previewOf(apiPaths.staffRequestAnswer), number, body);
    expect(preview.body).toMatchObject({ to: 'message@example.com', subject: `About your request ${number}` });
    expect((await mailsTo('message@example.com')).join()).not.toContain('our mistake');
    const { status } = await act(clientCare, apiPaths.staffRequestAnswer, number, body);
    expect(status).toBe(200);
    const sent = await mailsTo('message@example.com');
    expect(sent.map(asShown)).toContain(preview.body.text);
    expect(sent.at(-1)).toMatch(/#PR-[\w-]{9}\.[\w-]{40}/);
    expect(preview.body.text, 'the link opens the page as the person').not.toContain('#PR-');
    expect((await view(privacy, number)).body.messages).toMatchObject([{ author: 'house', words: body.words }]);
    expect((await log()).filter((row) => row['what'] === 'a message to the person')).toMatchObject([
      { staff_email: clientCare, act: 'change', request_number: number },
    ]);
  });

  test('that says nothing is none', async () => {
    expect((await act(privacy, apiPaths.staffRequestAnswer, await enter(), { words: ' ' })).status).toBe(400);
  });
});

describe('[security.access] a decision', () => {
  test('closes the request with its reason and the letter that was seen; a second one is refused', async () => {
    const number = await enter({ email: 'decided@example.com' });
    const wish = { outcome: 'refused', template: 'treated-as-promised', reason: 'Both mails were about your order.' };
    const preview = await act<DeskLetter>(privacy, previewOf(apiPaths.staffRequestDecide), number, wish);
    expect(preview.body.text).toContain('Article 5 and 6(1) GDPR');
    expect(preview.body.text).toContain('Both mails were about your order.');
    expect((await act(privacy, apiPaths.staffRequestDecide, number, wish)).status).toBe(200);
    const sent = (await mailsTo('decided@example.com')).at(-1) ?? '';
    expect(asShown(sent)).toBe(asShown(preview.body.text));
    expect((await view(privacy, number)).body).toMatchObject({
      state: 'refused',
      decision: expect.stringMatching(/^We have looked into it[\s\S]+GDPR\.\n\nBoth mails were about your order\.$/),
      acts: [],
    });
    expect((await act(privacy, apiPaths.staffRequestDecide, number, { ...wish, outcome: 'done' })).status).toBe(409);
    expect((await list(privacy, '?state=closed')).body.requests).toMatchObject([{ number, state: 'refused' }]);
    expect((await log()).filter((row) => row['what'] === 'the decision about a request')[0]).toMatchObject({
      staff_email: privacy,
      act: 'change',
    });
  });

  test('is not client care’s, and needs a reason', async () => {
    const number = await enter();
    const wish = { outcome: 'refused', template: 'excessive', reason: 'No.' };
    for (const path of [apiPaths.staffRequestDecide, previewOf(apiPaths.staffRequestDecide)]) {
      expect((await act(clientCare, path, number, wish)).status).toBe(403);
    }
    expect((await act(privacy, apiPaths.staffRequestDecide, number, { ...wish, reason: ' ' })).status).toBe(400);
    expect((await view(privacy, number)).body.state).toBe('in-review');
  });

  test('can’t say that a deletion is done, nor close it while a recipient has not answered', async () => {
    const number = await enter({ kind: 'erasure' });
    const decide = (outcome: string) =>
      act(privacy, apiPaths.staffRequestDecide, number, {
        outcome,
        ...(outcome === 'done' ? {} : { template: 'tax-law' }),
        reason: 'So.',
      });
    expect((await decide('done')).status).toBe(403);
    await shop.database
      .prepare(
        `INSERT INTO request_recipients (request_number, recipient, state, next_try_at, words, updated_at)
         VALUES (?1, 'carriers', 'waiting', 0, 'To be told.', 0)`,
      )
      .bind(number)
      .run();
    expect((await decide('done-in-part')).status).toBe(409);
    const heard = { state: 'acknowledged', words: 'DHL has deleted it.' };
    const note = (recipient: string) => act(privacy, apiPaths.staffRequestRecipient, number, heard, recipient);
    expect((await note('nobody')).status).toBe(404);
    expect((await note('carriers')).status).toBe(200);
    expect((await note('carriers')).status).toBe(409);
    expect((await decide('done-in-part')).status).toBe(200);
  });
});

describe('an extension', () => {
  test('is told with its reason, once, and not to a day that is too late', async () => {
    const number = await enter({ email: 'extended@example.com', daysAgo: 2 });
    const extend = (until: number) => ({
      until: isoDay(until),
      template: 'complex',
      reason: 'We wait for the archive.',
    });
    const now = Date.now();
    const ask = (until: number, path: string = apiPaths.staffRequestExtend) =>
      act(privacy, path, number, extend(until));
    expect((await ask(now + 200 * day)).status).toBe(409);
    expect((await ask(now + 200 * day, previewOf(apiPaths.staffRequestExtend))).status).toBe(409);
    expect((await ask(now + 5 * day)).status).toBe(409);
    expect((await ask(now + 60 * day, previewOf(apiPaths.staffRequestExtend))).status).toBe(200);
    expect((await ask(now + 60 * day)).status).toBe(200);
    expect((await ask(now + 61 * day)).status).toBe(409);
    expect((await mailsTo('extended@example.com')).join()).toContain('We wait for the archive.');
    expect((await view(privacy, number)).body).toMatchObject({
      extensionReason: expect.stringMatching(/Article 12\(3\) GDPR.+We wait for the archive\.$/),
    });
  });

  test('after the due date is refused', async () => {
    const number = await enter({ daysAgo: 40 });
    const wish = { until: isoDay(Date.now() + 10 * day), template: 'complex', reason: 'Late.' };
    expect((await act(privacy, apiPaths.staffRequestExtend, number, wish)).status).toBe(409);
    expect((await view(privacy, number)).body.acts).not.toContain('extend');
  });
});

describe('a request that came by e-mail', () => {
  const entry = { kind: 'access', email: 'Post@Example.com', orderNumber: '', words: '', verifiedBy: 'mailbox' };

  test('asks the mailbox first, and runs from the day of the mail', async () => {
    const wish = { ...entry, receivedOn: isoDay(Date.now() - 3 * day) };
    const { status, body } = await askAs<DeskEntered>(shop, clientCare, 'POST', apiPaths.staffRequests, wish);
    expect([status, body]).toEqual([200, { state: 'mailbox-asked' }]);
    expect(await mailsTo('post@example.com')).toHaveLength(1);
    expect((await list(privacy)).body.requests).toEqual([]);
    expect((await log())[0]).toMatchObject({
      staff_email: clientCare,
      act: 'change',
      why: `the mail of ${wish.receivedOn}`,
    });
    const number = await enter({ daysAgo: 3 });
    expect((await view(privacy, number)).body.receivedAt).toBe(`${wish.receivedOn}T00:00:00.000Z`);
  });

  test.each([
    ['of tomorrow', { receivedOn: isoDay(Date.now() + 2 * day) }],
    ['of last year', { receivedOn: isoDay(Date.now() - 400 * day) }],
    ['without a day', { receivedOn: '' }],
    ['of no kind', { kind: 'everything' }],
    ['with two addresses', { email: 'a@example.com, b@example.com' }],
  ])('%s is not taken in', async (_, wrong) => {
    const wish = { ...entry, receivedOn: isoDay(Date.now()), ...wrong };
    expect((await askAs(shop, owner, 'POST', apiPaths.staffRequests, wish)).status).toBe(400);
  });

  test('[security.access] is vouched for by those who decide alone', async () => {
    const wish = { ...entry, receivedOn: isoDay(Date.now()), verifiedBy: 'staff' };
    expect((await askAs(shop, clientCare, 'POST', apiPaths.staffRequests, wish)).status).toBe(403);
    expect(await log()).toEqual([]);
  });
});

describe('what has a decision of its own', () => {
  test('a restriction ends after the person was told, and not before', async () => {
    await enter({ kind: 'restrict', email: 'frozen@example.com' });
    const { body } = await list(privacy, '?state=closed');
    const number = body.requests[0]?.number ?? '';
    expect((await view(privacy, number)).body.acts).toEqual(['lift-restriction']);
    const letter = await act<DeskLetter>(privacy, previewOf(apiPaths.staffRequestLiftRestriction), number, {});
    expect(letter.body.to).toBe('frozen@example.com');
    const first = await act(privacy, apiPaths.staffRequestLiftRestriction, number, {});
    expect(first.body.said).toContain('told first');
    expect(await mailsTo('frozen@example.com')).toContain(letter.body.text);
    expect((await view(privacy, number)).body.isRestricted).toBe(true);
    expect((await act(privacy, apiPaths.staffRequestLiftRestriction, number, {})).status).toBe(200);
    expect((await view(privacy, number)).body).toMatchObject({ isRestricted: false, acts: [] });
    expect((await act(privacy, previewOf(apiPaths.staffRequestLiftRestriction), number, {})).status).toBe(404);
  });

  test('an objection to fraud checks is weighed, told, and weighed once', async () => {
    const number = await enter({ kind: 'object', email: 'object@example.com', words: 'Your fraud checks are wrong.' });
    expect((await view(privacy, number)).body.acts).toContain('objection');
    const wish = { outcome: 'upheld', words: 'You are right.' };
    const weigh = (email: string) => act(email, apiPaths.staffRequestObjection, number, wish);
    expect((await act(privacy, apiPaths.staffRequestDecide, number, { outcome: 'done', reason: 'x' })).status).toBe(
      403,
    );
    expect((await weigh(clientCare)).status).toBe(403);
    expect((await weigh(privacy)).status).toBe(200);
    expect((await weigh(privacy)).status).toBe(409);
    expect((await mailsTo('object@example.com')).at(-1)).toContain('You are right.');
    const other = await enter({ email: 'object@example.com' });
    expect((await act(privacy, apiPaths.staffRequestObjection, other, wish)).status).toBe(403);
  });

  test('a report about a child is confirmed or not, by those who decide', async () => {
    const number = await enter({ kind: 'child-report', email: 'child@example.com' });
    const judge = (email: string, outcome: string) =>
      act(email, apiPaths.staffRequestChildReport, number, { outcome, words: 'We have looked.' });
    expect((await judge(clientCare, 'delete')).status).toBe(403);
    expect((await judge(privacy, 'delete')).status).toBe(200);
    expect(await count(shop.database, 'erasures')).toBe(1);
    expect((await judge(privacy, 'keep')).status).toBe(409);
    expect((await log()).filter((row) => row['act'] === 'erase')).not.toEqual([]);
  });
});

test('the figures, the register and the ledger are there for those who decide', async () => {
  const number = await enter();
  await act(privacy, apiPaths.staffRequestDecide, number, { outcome: 'done', reason: 'We have.' });
  const year = new Date(Date.now() - day).getUTCFullYear();
  const figures = await askAs<DeskFigures>(shop, owner, 'GET', `${apiPaths.staffFigures}?year=${year}`);
  expect(figures.body).toMatchObject({ year, kinds: [{ kind: 'complaint', received: 1, done: 1, missed: 0 }] });
  expect((await askAs(shop, owner, 'GET', `${apiPaths.staffFigures}?year=x`)).status).toBe(400);
  const register = await askAs<{ faults: unknown[] }>(shop, privacy, 'GET', apiPaths.registerVerify);
  expect(register.body.faults).toEqual([]);
  const replay = await askAs(shop, owner, 'POST', apiPaths.ledgerReplay);
  expect([replay.status, replay.body]).toEqual([200, expect.objectContaining({ isDone: true })]);
});
