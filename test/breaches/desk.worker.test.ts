import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type {
  BreachRecorded,
  DeskBreach,
  DeskBreachList,
  DeskDuties,
  DeskRetention,
  UnreachedPeople,
} from '../../src/api/breach-answers.ts';
import type { DeskDone, DeskLetter } from '../../src/api/desk-answers.ts';
import { apiPaths, previewOf } from '../../src/paths.ts';
import { retention } from '../../src/policy/retention.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { seedStaff, seedStock } from '../local/migrate.ts';
import { writePaidOrder } from '../rectification/write-paid-order.ts';
import { emptyDatabase } from '../retention/database.ts';
import { about, askAs } from '../staff/ask-desk.ts';
import { facts } from './breach-house.ts';

/** The rooms of breaches, retention and duties, in the built Worker. */

const privacy = 'privacy@shop.example';
const owner = 'owner@shop.example';
const strangers = ['client-care@shop.example', 'fulfilment@shop.example', 'nobody@shop.example'];

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

async function record(): Promise<string> {
  const discoveredAt = new Date(Date.now() - 60_000).toISOString();
  const body = { happened: facts.happened, discoveredAt };
  const reply = await askAs<BreachRecorded>(shop, privacy, 'POST', apiPaths.staffBreaches, body);
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body.number;
}

const ask = <Answer = DeskDone>(path: string, number: string, body: unknown = {}, email = privacy) =>
  askAs<Answer>(shop, email, 'POST', about(path, number), body);
const view = async (number: string) => (await ask<DeskBreach>(apiPaths.staffBreachView, number)).body;

async function log(): Promise<Record<string, unknown>[]> {
  return (await shop.database.prepare('SELECT role, act, what, why FROM access_log ORDER BY rowid').all()).results;
}

describe('[security.breach] a breach at the desk', () => {
  test('goes from the discovery to the letters, and each step is in its record and in the log', async () => {
    const email = 'ada@example.com';
    await writePaidOrder(shop, { number: 'LG-2222-2222', email, paidAt: Date.now() - 3_600_000, name: 'Ada' });
    const number = await record();
    expect((await ask(apiPaths.staffBreachFacts, number, { revision: 1, ...facts })).status).toBe(200);
    const wish = { table: 'orders' };
    expect((await ask(apiPaths.staffBreachCount, number, wish)).body).toEqual({ people: 1, unknown: 0 });
    expect((await ask(apiPaths.staffBreachPeople, number, { revision: 2, wish })).status).toBe(200);
    const told = { words: 'As privacy@liengroup.com says.', authority: 'CNIL', delayReason: '' };
    const toldAt = new Date().toISOString();
    expect((await ask(apiPaths.staffBreachAuthority, number, { revision: 3, ...told, toldAt })).status).toBe(200);
    const notice = { revision: 4, words: 'A list was left in a train.', tellsRestricted: false };
    const letter = await ask<DeskLetter>(previewOf(apiPaths.staffBreachNotice), number, notice);
    expect(letter.body).toMatchObject({ to: '1 person', subject: 'A data breach affects you' });
    expect((await ask(apiPaths.staffBreachNotice, number, notice)).status).toBe(200);
    const texts = () =>
      shop.mailbox.messages().flatMap(({ message }) => (message.to.includes(email) ? message.text : []));
    await expect.poll(() => texts().join(), { timeout: 45_000 }).toContain('A list was left in a train.');
    const seen = await view(number);
    expect(seen.entries.map(({ kind }) => kind)).toEqual([
      'recorded',
      'facts',
      'people-found',
      'authority-told',
      'people-told',
    ]);
    expect(JSON.stringify(seen)).not.toContain(email);
    const written = await log();
    expect(written.filter(({ act }) => act === 'change')).toHaveLength(5);
    expect(written.every(({ role, why }) => role === 'privacy' && why === number)).toBe(true);
  });

  test('is open to privacy and the owner, and nobody else sees or changes a thing', async () => {
    const number = await record();
    const paths = [
      apiPaths.staffBreachView,
      apiPaths.staffBreachFacts,
      apiPaths.staffBreachCount,
      apiPaths.staffBreachPeople,
      apiPaths.staffBreachUnreached,
      apiPaths.staffBreachAuthority,
      apiPaths.staffBreachNotice,
      previewOf(apiPaths.staffBreachNotice),
      apiPaths.staffBreachOtherwise,
      apiPaths.staffBreachClose,
    ];
    for (const email of strangers) {
      for (const path of paths) expect((await ask(path, number, {}, email)).status, path).toBe(403);
      for (const path of [apiPaths.staffBreaches, apiPaths.staffRetention, apiPaths.staffDuties])
        expect((await askAs(shop, email, 'GET', path)).status, path).toBe(403);
    }
    expect((await ask<DeskBreach>(apiPaths.staffBreachView, number, {}, owner)).status).toBe(200);
  });

  test.each([
    ['an address in what happened', { ...facts, happened: 'ada@example.com was read' }],
    ['a column that no table has', { ...facts, data: ['orders.shoe_size'] }],
    ['a column that says nothing of anybody', { ...facts, data: ['order_lines.position'] }],
    ['a risk that is none', { ...facts, risk: 'tiny' }],
    ['more words than fit', { ...facts, measures: 'a'.repeat(4_001) }],
    ['nothing that happened', { ...facts, happened: ' ' }],
  ])('takes no %s', async (_, body) => {
    const number = await record();
    expect((await ask(apiPaths.staffBreachFacts, number, { revision: 1, ...body })).status).toBe(400);
    expect((await view(number)).revision).toBe(1);
  });

  test('of another number is none, and a revision that was not seen changes nothing', async () => {
    const number = await record();
    for (const wrong of ['BR-0000-0000', 'BR-1', 'LG-2222-2222']) {
      expect((await ask(apiPaths.staffBreachView, wrong)).status).toBe(404);
    }
    expect((await ask(apiPaths.staffBreachFacts, number, { revision: 7, ...facts })).status).toBe(409);
    expect((await view(number)).happened).toBe(facts.happened);
  });

  test('shows an address that took no letter only to whoever asks for it, and writes that down of the person', async () => {
    const number = await record();
    await shop.database
      .prepare(
        `INSERT INTO breach_people (id, breach_number, subject_hash, email, state, found_at)
         VALUES ('p', ?1, 'h', 'gone@example.com', 'refused', 1)`,
      )
      .bind(number)
      .run();
    const { body } = await ask<UnreachedPeople>(apiPaths.staffBreachUnreached, number);
    expect(body.emails).toEqual(['gone@example.com']);
    const row = await shop.database
      .prepare(`SELECT subject_hash FROM access_log WHERE what = 'an address that took no letter'`)
      .first<{ subject_hash: string }>();
    expect(row?.subject_hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is listed and handed out with its record, and a formula in it is text', async () => {
    const number = await record();
    await ask(apiPaths.staffBreachOtherwise, number, { revision: 1, words: '=1+1 told in public' });
    const list = await askAs<DeskBreachList>(shop, privacy, 'GET', apiPaths.staffBreaches);
    expect(list.body.breaches).toMatchObject([{ number, risk: 'unknown' }]);
    const whole = await askAs<{ breaches: { number: string; entries: object[] }[] }>(
      shop,
      privacy,
      'GET',
      apiPaths.staffBreachesJson,
    );
    expect(whole.body.breaches).toMatchObject([{ number, happened: facts.happened }]);
    expect(whole.body.breaches[0]?.entries).toHaveLength(2);
    const answer = await fetch(shop.url + apiPaths.staffBreachesCsv, {
      headers: { 'Cf-Access-Jwt-Assertion': await shop.access.tokenFor(privacy) },
    });
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="breaches.csv"');
    const lines = (await answer.text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain(`"'=1+1 told in public"`);
  });
});

describe('the retention view', () => {
  test('has every rule, what ran, what it removed, what is due, and alarms', async () => {
    const now = Date.now();
    const run = shop.database.prepare(
      `INSERT INTO retention_runs (rule, state, started_at, deleted, still_due) VALUES (?1, 'finished', ?2, ?3, 0)`,
    );
    await shop.database.batch([
      run.bind('checkouts', now - 2_000, 4),
      run.bind('checkouts', now - 1_000, 0),
      run.bind('analytics', now - 1_000, 9),
      shop.database
        .prepare(`INSERT INTO retention_alarms (rule, reason, raised_at) VALUES ('orders', 'not-run', ?1)`)
        .bind(now),
    ]);
    await writePaidOrder(shop, {
      number: 'LG-2222-2222',
      email: 'ada@example.com',
      paidAt: Date.UTC(2026, 0, 1),
      name: 'Ada',
    });
    const { body } = await askAs<DeskRetention>(shop, privacy, 'GET', apiPaths.staffRetention);
    expect(body.rules.map(({ id }) => id)).toEqual(Object.keys(retention));
    const rule = (id: string) => body.rules.find((candidate) => candidate.id === id);
    expect(rule('checkouts')).toMatchObject({
      keep: '30 days',
      lastRun: { at: new Date(now - 1_000).toISOString(), state: 'finished', deleted: 0 },
      removed: { rows: 4, lastAt: new Date(now - 2_000).toISOString() },
      dueNow: 0,
    });
    expect(rule('analytics')).toMatchObject({ table: 'page_views', removed: { rows: 9 } });
    expect(rule('orders')).toMatchObject({ alarm: { reason: 'not-run' }, nextDueAt: '2033-01-01T00:00:00.000Z' });
    expect(rule('messages')).not.toHaveProperty('lastRun');
  });
});

describe('the owner’s duties', () => {
  const confirm = (email: string, body: unknown) => askAs<DeskDone>(shop, email, 'POST', apiPaths.staffDuties, body);
  const duties = async () => (await askAs<DeskDuties>(shop, privacy, 'GET', apiPaths.staffDuties)).body.duties;

  test('are confirmed by the owner alone, are due again a year later, and keep who and when', async () => {
    expect((await duties()).every(({ standing }) => standing === 'never')).toBe(true);
    const body = { duty: 'transfer.sccs', note: 'All three are in the safe.' };
    expect((await confirm(privacy, body)).status).toBe(403);
    expect((await confirm(owner, body)).status).toBe(200);
    expect((await confirm(owner, { ...body, note: 'Looked again.' })).status).toBe(200);
    const seen = (await duties()).find(({ id }) => id === 'transfer.sccs');
    expect(seen).toMatchObject({ standing: 'confirmed' });
    expect(seen?.history).toMatchObject([
      { by: owner, note: 'Looked again.' },
      { by: owner, note: 'All three are in the safe.' },
    ]);
    const year = new Date().getUTCFullYear() + 1;
    expect(seen?.nextDueAt).toMatch(new RegExp(`^${year}`));
    await shop.database.prepare('UPDATE duty_confirmations SET next_due_at = confirmed_at + 1').run();
    expect((await duties())[0]).toMatchObject({ id: 'transfer.sccs', standing: 'overdue' });
  });

  test('that the policy has not are none, and a note with an address is refused', async () => {
    expect((await confirm(owner, { duty: 'transfer.nothing', note: '' })).status).toBe(404);
    expect((await confirm(owner, { duty: 'transfer.sccs', note: 'ask ada@example.com' })).status).toBe(400);
    expect((await duties()).every(({ history }) => history.length === 0)).toBe(true);
  });
});
