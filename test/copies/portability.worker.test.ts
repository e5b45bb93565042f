import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '../../src/paths.ts';
import { portableTables } from '../../src/policy/portability.ts';
import { type LocalShop, launchShop, newSecrets } from '../local/launch-shop.ts';
import { askForCopy, offeredCopy, shopAt } from './asking.ts';
import { everythingAbout, type Somebody, secretMarks } from './everything-about.ts';
import { writeSomebody } from './write-somebody.ts';

const secrets = newSecrets();
let shop: LocalShop;
let ada: Somebody;
let neighbour: Somebody;
let text: string;
let schema: Record<string, unknown>;
beforeAll(async () => {
  shop = await launchShop({ secrets });
  await shop.database.prepare(`UPDATE stock SET on_hand = 50 WHERE sku = 'AUR-YG-52'`).run();
  ada = await everythingAbout(secrets.privacySecret, 'A');
  neighbour = await everythingAbout(secrets.privacySecret, 'B');
  await writeSomebody(shop, ada);
  await writeSomebody(shop, neighbour);
  const link = await offeredCopy(shopAt(shop, secrets, Date.now()), 'portability', ada.email, 'PR-2222-222A');
  const response = await askForCopy(shop, { link });
  expect(response.headers.get('Content-Type')).toBe('application/json');
  expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="lien-PR-2222-222A-portability.json"');
  text = await response.text();
  schema = (await (await fetch(shop.url + paths.portabilitySchema)).json()) as Record<string, unknown>;
});
afterAll(() => shop.close());

function judge(value: unknown): string[] {
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    formats: { 'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/ },
  });
  const validate = ajv.compile(schema);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test('[rights.portability] the file keeps to the schema that is published at the address it names', () => {
  const file = JSON.parse(text);
  expect(file.$schema).toBe(shop.url + paths.portabilitySchema);
  expect(judge(file)).toEqual([]);
});

test('the schema refuses a field or a table that is not portable, and a time that is none', () => {
  const file = JSON.parse(text);
  expect(judge({ ...file, tables: { ...file.tables, access_log: [{}] } })).not.toEqual([]);
  const [order] = file.tables.orders;
  expect(judge({ ...file, tables: { orders: [{ ...order, review_reason: '' }] } })).not.toEqual([]);
  expect(judge({ ...file, tables: { orders: [{ ...order, placed_at: 'today' }] } })).not.toEqual([]);
});

test('[rights.portability] what the person gave is in it, row by row', () => {
  const { tables } = JSON.parse(text);
  expect(Object.keys(tables).sort()).toEqual(
    portableTables()
      .map(({ name }) => name)
      .sort(),
  );
  expect(tables.orders).toHaveLength(1);
  expect(tables.orders[0]).toMatchObject({ phone: '+33 1 23', city: 'Paris', total_minor: 485_000 });
  expect(tables.accounts).toEqual([{ username: `Ada ${ada.marker}`, email: ada.email }]);
  expect(tables.marketing_consents[0]).toMatchObject({ email: ada.email, confirmed_at: '2026-10-01T08:00:00.000Z' });
});

test('what others told, what the house wrote and what only the law demands is not in it, nor anybody else', () => {
  for (const table of [
    'mail_outbox',
    'access_log',
    'privacy_requests',
    'rights_register',
    'sessions',
    'one_time_links',
  ])
    expect(portableTables().map(({ name }) => name)).not.toContain(table);
  for (const mark of [
    'stripe_payment_intent_id',
    'review_reason',
    `pi_${ada.marker}`,
    neighbour.marker,
    ...secretMarks,
  ])
    expect(text).not.toContain(mark);
});

test('whoever gave nothing gets a file that says so and keeps to the schema', async () => {
  const link = await offeredCopy(
    shopAt(shop, secrets, Date.now()),
    'portability',
    'nobody@example.com',
    'PR-3333-3333',
  );
  const file = await (await askForCopy(shop, { link })).json();
  expect(judge(file)).toEqual([]);
  expect(file).toMatchObject({ email: 'nobody@example.com', tables: {} });
});
