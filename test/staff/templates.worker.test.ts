import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DeskDone, DeskEntered, DeskLetter, DeskRequest } from '../../src/api/desk-answers.ts';
import { type RequestTemplate, requestTemplates } from '../../src/api/request-templates.ts';
import { apiPaths, previewOf } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { seedStaff } from '../local/migrate.ts';
import { allLettersTo } from '../mail/letters.ts';
import { emptyDatabase } from '../retention/database.ts';
import { about, askAs } from './ask-desk.ts';

/** The words that are sent about many requests, in the built Worker. */

const privacy = 'privacy@shop.example';
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
});

/** A request that runs; answers its number. */
async function enter(kind: string, email = 'ada@example.com'): Promise<string> {
  const entry = { kind, email, receivedOn: isoDay(Date.now() - day), orderNumber: '', words: 'Why?' };
  const asked = { ...entry, verifiedBy: 'staff' };
  const { body } = await askAs<DeskEntered>(shop, privacy, 'POST', apiPaths.staffRequests, asked);
  if (body.state !== 'received') throw new Error(JSON.stringify(body));
  return body.number;
}

const act = <Answer = DeskDone>(path: string, number: string, body: object) =>
  askAs<Answer>(shop, privacy, 'POST', about(path, number), body);
const preview = (path: string, number: string, body: object) => act<DeskLetter>(previewOf(path), number, body);

test.each(Object.entries(requestTemplates))(
  'the template %s is filled in, and names its law',
  async (template, declared) => {
    const {
      act: name,
      kinds: [kind = 'complaint'] = [],
      outcomes: [outcome] = [],
      law = '',
    }: RequestTemplate = declared;
    const number = await enter(kind);
    const [path, wish] = {
      answer: [apiPaths.staffRequestAnswer, { words: 'So it is.' }] as const,
      decide: [apiPaths.staffRequestDecide, { outcome, reason: 'So it is.' }] as const,
      extend: [apiPaths.staffRequestExtend, { until: isoDay(Date.now() + 50 * day), reason: 'So it is.' }] as const,
    }[name];
    const { status, body } = await preview(path, number, { ...wish, template });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.text).toContain(law);
    expect(body.text).toContain('So it is.');
    expect(body.text).not.toMatch(/undefined|\[object|\$\{/);
  },
);

test('a template has to fit the request and the decision, and nothing is refused or extended without one', async () => {
  const number = await enter('complaint', 'unfit@example.com');
  const until = isoDay(Date.now() + 50 * day);
  const wrong: readonly (readonly [string, object])[] = [
    [apiPaths.staffRequestDecide, { outcome: 'refused', reason: 'No.' }],
    [apiPaths.staffRequestDecide, { outcome: 'done-in-part', reason: 'No.' }],
    [apiPaths.staffRequestDecide, { outcome: 'refused', template: 'excessive', reason: ' ' }],
    [apiPaths.staffRequestDecide, { outcome: 'refused', template: 'done-as-asked', reason: 'No.' }],
    [apiPaths.staffRequestDecide, { outcome: 'done', template: 'excessive', reason: 'No.' }],
    [apiPaths.staffRequestDecide, { outcome: 'refused', template: 'tax-law', reason: 'No.' }],
    [apiPaths.staffRequestDecide, { outcome: 'refused', template: 'none-such', reason: 'No.' }],
    [apiPaths.staffRequestExtend, { until, reason: 'Much.' }],
    [apiPaths.staffRequestExtend, { until, template: 'excessive', reason: 'Much.' }],
    [apiPaths.staffRequestAnswer, { template: 'complex', words: 'Much.' }],
    [apiPaths.staffRequestAnswer, { words: '' }],
  ];
  for (const [path, wish] of wrong) {
    expect((await act(path, number, wish)).status, JSON.stringify(wish)).toBe(400);
    expect((await preview(path, number, wish)).status, JSON.stringify(wish)).toBe(400);
  }
  expect((await act<DeskRequest>(apiPaths.staffRequestView, number, {})).body).toMatchObject({
    state: 'in-review',
    decision: '',
    messages: [],
  });
  expect(await allLettersTo(shop, 'unfit@example.com')).toHaveLength(1);
});

test('the one about recipients says what each has answered, and alone is enough of a letter', async () => {
  const number = await enter('rectification', 'told@example.com');
  const wish = { template: 'recipients-told', words: '' };
  const before = await preview(apiPaths.staffRequestAnswer, number, wish);
  expect(before.body.text).toContain('Nobody outside the house was given the data');
  await shop.database
    .prepare(
      `INSERT INTO request_recipients (request_number, recipient, state, next_try_at, words, updated_at)
       VALUES (?1, 'carriers', 'acknowledged', 0, 'It has the new street.', 0)`,
    )
    .bind(number)
    .run();
  expect((await act(apiPaths.staffRequestAnswer, number, wish)).status).toBe(200);
  expect((await allLettersTo(shop, 'told@example.com')).at(-1)?.text).toMatch(
    /Article 19 GDPR asks:\n\n.+: It has the new street\./,
  );
});
