import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { subjectTables } from '../../functions/subject/subject-tables.ts';
import { dataMap } from '../../src/policy/data-map.ts';
import { endOf } from '../../src/policy/duration.ts';
import { isInstant } from '../../src/policy/instants.ts';
import { recipients } from '../../src/policy/recipients.ts';
import { retention } from '../../src/policy/retention.ts';
import { rights } from '../../src/policy/rights.ts';
import { type LocalShop, launchShop, newSecrets } from '../local/launch-shop.ts';
import { writeOrders } from '../retention/database.ts';
import { askForCopy, offeredCopy, shopAt } from './asking.ts';
import { everythingAbout, type Somebody, secretMarks } from './everything-about.ts';
import { readCsv } from './read-csv.ts';
import { tablesWithout } from './tables-without.ts';
import { writeSomebody } from './write-somebody.ts';

const secrets = newSecrets();
let shop: LocalShop;
let ada: Somebody;
let neighbour: Somebody;
let files: Record<string, string>;
beforeAll(async () => {
  shop = await launchShop({ secrets });
  await shop.database.prepare(`UPDATE stock SET on_hand = 50 WHERE sku = 'AUR-YG-52'`).run();
  ada = await everythingAbout(secrets.privacySecret, 'A');
  neighbour = await everythingAbout(secrets.privacySecret, 'B');
  await writeSomebody(shop, ada);
  await writeSomebody(shop, neighbour);
  files = await packageOf(ada.email, 'PR-2222-222A');
});
afterAll(() => shop.close());

async function packageOf(email: string, number: string): Promise<Record<string, string>> {
  const link = await offeredCopy(shopAt(shop, secrets, Date.now()), 'access', email, number);
  const response = await askForCopy(shop, { link });
  expect(response.status).toBe(200);
  const entries = Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer())));
  return Object.fromEntries(entries.map(([name, bytes]) => [name, strFromU8(bytes)]));
}

function dataOf(from: Record<string, string>): { tables: Record<string, { rows: Record<string, unknown>[] }> } {
  return JSON.parse(from['data.json'] ?? '');
}

/** What an access request is to have of a row. */
function exportedOf(table: string, fields: Somebody['rows'][number]['fields']) {
  const declared = subjectTables().find(({ name }) => name === table);
  return Object.fromEntries(Object.entries(fields).filter(([column]) => declared?.exported.includes(column)));
}

test('the person of these tests has a row in every table that may hold one about somebody', () => {
  expect(tablesWithout(ada)).toEqual([]);
});

/** Without the rows of nobody that theirs need beside them. */
function rowsAbout(somebody: Somebody): Somebody['rows'] {
  return somebody.rows.filter(({ table }) => !('freeOfPersonalData' in dataMap[table as keyof typeof dataMap]));
}

test('[rights.access] every declared row about the person is in the copy, as JSON and as CSV, but for its secrets', () => {
  const { tables } = dataOf(files);
  for (const { table, fields } of rowsAbout(ada)) {
    const expected = exportedOf(table, fields);
    expect(tables[table]?.rows, table).toContainEqual(expect.objectContaining(expected));
    const [head = [], ...lines] = readCsv(files[`csv/${table}.csv`] ?? '');
    const found = lines.map((line) => Object.fromEntries(head.map((column, place) => [column, line[place]])));
    const asText = Object.fromEntries(
      Object.entries(expected).map(([column, value]) => [column, expect.stringContaining(String(value ?? ''))]),
    );
    expect(found, table).toContainEqual(expect.objectContaining(asText));
  }
});

test('[rights.access] the page shows each of these tables, with why, since when, until when, from where and for whom', () => {
  const page = files['index.html'] ?? '';
  for (const { table, fields } of rowsAbout(ada)) {
    const section = page.split(`<section id="${table}">`)[1]?.split('</section>')[0] ?? '';
    for (const said of ['Why', 'Where it came from', 'Who receives it', 'Kept', 'Held until', 'GDPR)'])
      expect(section, table).toContain(said);
    const texts = Object.values(exportedOf(table, fields)).filter((value) => typeof value === 'string' && value !== '');
    for (const text of texts) expect(section, table).toContain(escapedOnce(String(text)));
  }
  const paidAt = ada.rows.find(({ table }) => table === 'orders')?.fields.paid_at;
  expect(page).toContain(new Date(endOf(Number(paidAt), retention.orders.keep)).toISOString());
});

function escapedOnce(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

test('[rights.access] the page names every recipient with its safeguard, every right, the complaint, and that nothing is decided by a machine', () => {
  const page = files['index.html'] ?? '';
  for (const { name } of Object.values(recipients)) expect(page).toContain(escapedOnce(name));
  for (const { safeguard } of Object.values(recipients)) expect(page).toContain(escapedOnce(safeguard));
  for (const { name, description } of Object.values(rights))
    expect(page).toContain(escapedOnce(`${name}: ${description}`));
  expect(page).toContain('lodge a complaint');
  expect(page).toContain('automated decision-making');
});

test('the page loads and runs nothing, and what a person wrote is text in it', () => {
  const page = files['index.html'] ?? '';
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/<script|<img|<link|<iframe|\ssrc=|\son\w+=/i);
  expect(
    [...page.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href).filter((href) => !href.startsWith('#')),
  ).toEqual([]);
});

test('nothing of a neighbour, no secret and no third person’s address is in it', () => {
  for (const [name, text] of Object.entries(files)) {
    for (const mark of [neighbour.marker, neighbour.requestNumber, ...secretMarks])
      expect(text.toLowerCase().includes(mark.toLowerCase()), `${mark} in ${name}`).toBe(false);
  }
});

test('no cell of the CSV begins with what a spreadsheet would run', () => {
  const cells = Object.entries(files).flatMap(([name, text]) => (name.endsWith('.csv') ? readCsv(text).flat() : []));
  expect(cells.filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([]);
  expect(cells).toContain(`'=cmd|'/C calc'!A0 ${ada.marker}`);
});

test('every instant has its date in ISO 8601 beside it, and nothing that is no instant has one', () => {
  const rows = Object.values(dataOf(files).tables).flatMap((table) => table.rows);
  for (const row of rows) {
    for (const [column, value] of Object.entries(row)) {
      const looksLikeOne = typeof value === 'number' && value > Date.UTC(2020, 0);
      if (looksLikeOne) expect(isInstant(column), column).toBe(true);
      if (isInstant(column) && typeof value === 'number')
        expect(row[`${column}_iso`]).toBe(new Date(value).toISOString());
    }
  }
});

test('an address that the house has never seen is told so, and gets what its own request has made', async () => {
  const nobody = await packageOf('nobody@example.com', 'PR-3333-3333');
  expect(nobody['index.html']).toContain('We hold nothing about you but your requests');
  expect(Object.keys(dataOf(nobody).tables).sort()).toEqual(
    ['copies', 'mail_outbox', 'privacy_requests', 'request_steps', 'rights_register'].sort(),
  );
});

test('after an erasure the link gives what is kept under the hash, and nothing of others who were erased', async () => {
  const email = 'erased@example.com';
  const link = await offeredCopy(shopAt(shop, secrets, Date.now()), 'access', email, 'PR-4444-4444');
  await offeredCopy(shopAt(shop, secrets, Date.now()), 'access', 'other-erased@example.com', 'PR-5555-5555');
  await shop.database.batch([
    shop.database.prepare(`UPDATE privacy_requests SET email = '' WHERE number IN ('PR-4444-4444', 'PR-5555-5555')`),
    shop.database.prepare('DELETE FROM mail_outbox WHERE email = ?1').bind(email),
  ]);
  const response = await askForCopy(shop, { link });
  const entries = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const { tables } = JSON.parse(strFromU8(entries['data.json'] ?? new Uint8Array()));
  expect(Object.keys(tables)).toEqual(['rights_register']);
  expect(JSON.stringify(tables)).not.toContain('PR-5555-5555');
});

test('a person with 1,203 orders gets each of them and each of their lines once', async () => {
  const email = 'many@example.com';
  const from = Date.UTC(2026, 0, 1);
  await writeOrders(shop.database, 1_203, from);
  await shop.database.prepare(`UPDATE orders SET email = ?1 WHERE email = ''`).bind(email).run();
  const { tables } = dataOf(await packageOf(email, 'PR-6666-6666'));
  const numbers = tables.orders?.rows.map(({ number }) => Number(number)) ?? [];
  expect(numbers.sort((one, other) => one - other)).toEqual(Array.from({ length: 1_203 }, (_, n) => from + n));
  const lines = new Set(tables.order_lines?.rows.map((row) => `${row.order_number} ${row.position}`));
  expect([lines.size, tables.order_lines?.rows.length]).toEqual([2_406, 2_406]);
});

test('whose data is only to be stored gets a copy as everybody does', async () => {
  const email = 'restricted@example.com';
  await shop.database
    .prepare(
      `INSERT INTO restrictions (id, email, request_number, reason, restricted_at) VALUES ('r', ?1, '', 'asked', 1)`,
    )
    .bind(email)
    .run();
  expect(dataOf(await packageOf(email, 'PR-7777-7777')).tables.restrictions?.rows).toHaveLength(1);
});
