import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ErasurePreview } from '../../src/api/erasure-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { act, becomeMember, stepUp } from '../accounts/person.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { beginCheckout, delivered, payOnStripe, post, wishFor } from '../local/shopper.ts';
import { allLettersTo } from '../mail/letters.ts';
import { askAndConfirm, view } from '../requests/asker.ts';
import { type Canaries, filesAsText, sightings, tablesAsText } from '../security/canaries.ts';
import { giveFreedPagesBack, openDatabases } from '../security/database-files.ts';
import { about, askAs } from '../staff/ask-desk.ts';

/**
 * A person with a mark in every field that takes one buys twice, registers, agrees, writes and asks, and has it all
 * erased, over HTTP, with Stripe's and the e-mail service's stand-ins. Then every file is searched for the marks.
 */

const mark = crypto.randomUUID().slice(0, 8);
const email = `canary-${mark}@example.com`;
const neighbour = `neighbour-${mark}@example.net`;
const day = 24 * 60 * 60_000;

/** May stay where the preview says so: with the invoices. */
const party: Canaries = { 'the name': `Canarina ${mark}` };
const gone: Canaries = {
  'the e-mail address': email,
  'the username': `Singer ${mark}`,
  'the gift message': `Sung for you ${mark}`,
  'the words of a request': `I complain ${mark}`,
  'a message': `And I add ${mark}`,
  'the IP address': '203.0.113.88',
};

const folder = mkdtempSync(join(tmpdir(), 'shop-erasure-'));
const time = { advance: 0 };
const logs: string[] = [];
let shop: LocalShop;
let preview: ErasurePreview;
let neighbourBefore: string;
let neighbourAfter: string;
let sightingsWhileDelivering: readonly string[];
let letters: number;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function live(
  address: string,
  { username, name, gift, words }: { username: string; name: string; gift: string; words: string },
): Promise<void> {
  const comesFrom = address === email ? (gone['the IP address'] ?? '') : '203.0.113.99';
  for (const giftMessage of ['', gift]) {
    const wish = wishFor('AUR-YG-52', { giftWrap: giftMessage !== '', giftMessage, marketing: giftMessage !== '' });
    const { url } = await beginCheckout(shop, wish, { 'CF-Connecting-IP': comesFrom, 'CF-IPCountry': 'JP' });
    await payOnStripe(url, { email: address, name });
    await delivered(shop);
  }
  const token = await becomeMember(shop, address, { username });
  await stepUp(shop, token);
  await act(shop, apiPaths.accountOrdersJoin, { token });
  await act(shop, apiPaths.objections, { token, body: { analytics: true } });
  const wished = (await allLettersTo(shop, address)).map(({ text }) => /#confirm\.(\S+)/.exec(text ?? '')?.[1]);
  for (const confirming of wished) if (confirming) await post(shop, apiPaths.consentConfirm, { token: confirming });
  const link = await askAndConfirm(shop, address, { kind: 'complaint', words });
  await post(shop, apiPaths.requestMessages, {
    link,
    words: `${address === email ? gone['a message'] : 'And I add'} ${address}`,
  });
  await allLettersTo(shop, address);
}

async function eraseByLink(): Promise<void> {
  const link = await askAndConfirm(shop, email, { kind: 'erasure' });
  preview = (await post<ErasurePreview>(shop, apiPaths.erasurePreview, { link })).body;
  const { status, body } = await post<{ state: string }>(shop, apiPaths.erasures, { link });
  expect([status, body.state]).toEqual([200, 'working']);
  await allLettersTo(shop, email);
  expect((await view(shop, link)).body.state).toBe('working');
}

/** The house has asked DHL and FedEx, who will have had its parcels, and says so at the desk. */
async function noteThatCarriersAnswered(): Promise<void> {
  const number = await shop.database
    .prepare('SELECT number FROM privacy_requests WHERE email = ?1')
    .bind(email)
    .first<string>('number');
  const path = about(apiPaths.staffRequestRecipient, number ?? '', 'carriers');
  const heard = { state: 'acknowledged', words: 'Both have deleted what they had.' };
  expect((await askAs(shop, 'privacy@shop.example', 'POST', path, heard)).status).toBe(200);
}

/** The days go by, and the schedule with them, until Stripe has done its part. */
async function pass(milliseconds: number): Promise<void> {
  for (const advance of [milliseconds, ...Array.from({ length: 12 }, () => 7 * 60 * 60_000)]) {
    time.advance += advance;
    await shop.stripe.tick();
    for (const cron of ['*/5 * * * *', '* * * * *']) await shop.runSchedule(cron, new Date(Date.now() + time.advance));
  }
}

/** Every row in which the address stands, with the account's and the order's own rows behind it. */
async function rowsAbout(address: string): Promise<string> {
  const tables = await tablesAsText(shop.database);
  return JSON.stringify(
    tables.map(({ name, text }) => {
      const rows: readonly object[] = JSON.parse(text);
      return [name, rows.map((row) => JSON.stringify(row)).filter((row) => row.includes(address))];
    }),
  );
}

test('a life is lived, and erased', async () => {
  shop = await launchShop({ folder, clock: () => Date.now() + time.advance, onLog: (line) => logs.push(line) });
  await shop.database.prepare(`UPDATE stock SET on_hand = 20 WHERE sku = 'AUR-YG-52'`).run();
  await live(neighbour, { username: 'Neighbour', name: 'Nora Neighbour', gift: 'For the neighbour', words: 'Mine' });
  await live(email, {
    username: gone['the username'] ?? '',
    name: party['the name'] ?? '',
    gift: gone['the gift message'] ?? '',
    words: gone['the words of a request'] ?? '',
  });
  await shop.runSchedule('* * * * *', new Date());
  expect(sightings(gone, await tablesAsText(shop.database))).toContain(
    'the IP address is in the table checkout_addresses',
  );
  neighbourBefore = await rowsAbout(neighbour);
  await eraseByLink();
  // Before the months go by, in which the neighbour's own request becomes overdue.
  neighbourAfter = await rowsAbout(neighbour);
  sightingsWhileDelivering = sightings(gone, await tablesAsText(shop.database));
  await noteThatCarriersAnswered();
  await pass(120 * day);
  letters = (await allLettersTo(shop, email)).filter(({ subject }) => /erased|deleted/i.test(subject)).length;
  await shop.close();
}, 240_000);

test('[rights.erasure] the preview names what goes, and the invoices with the law that keeps them', () => {
  expect(preview.goesNow.map(({ table }) => table)).toEqual(
    expect.arrayContaining(['accounts', 'sessions', 'marketing_consents', 'mail_outbox', 'checkouts', 'objections']),
  );
  expect(preview.stays.orderCount).toBe(2);
  expect(preview.goesLater).toHaveLength(2);
});

test('[rights.erasure] until an order has arrived, its contact lies with the order and the request, and nowhere else', () => {
  const places = new Set(sightingsWhileDelivering.map((sighting) => sighting.replace(/^.* is in the table /, '')));
  expect([...places].filter((place) => !['orders', 'privacy_requests', 'mail_outbox'].includes(place))).toEqual([]);
  expect(sightingsWhileDelivering).not.toContain('the username is in the table accounts');
});

test('[rights.erasure] afterwards no file has a mark of the person, but for the name on the locked invoices', () => {
  const files = readableFiles();
  expect(files.length).toBeGreaterThan(3);
  expect(sightings(gone, files)).toEqual([]);
  const databases = files.filter(({ text }) => text.includes(party['the name'] ?? ''));
  expect(databases.map(({ name }) => name.replace(/[0-9a-f]{20,}/, '')).every((name) => /sqlite/.test(name))).toBe(
    true,
  );
  expect(sightings({ ...gone, ...party }, [{ name: 'the log', text: logs.join('\n') }])).toEqual([]);
});

test('[rights.erasure] the name stays in the one locked place alone', () => {
  const found = openDatabases(folder).flatMap((database) => {
    const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all();
    return tables.flatMap(({ name }) => {
      const rows = JSON.stringify(database.prepare(`SELECT * FROM "${name}"`).all());
      return rows.includes(party['the name'] ?? '') ? [name] : [];
    });
  });
  expect(found).toEqual(['locked_parties']);
});

test('[rights.erasure] the last letter leaves once, and the neighbour’s rows are as they were, byte for byte', () => {
  expect(letters).toBeGreaterThan(0);
  expect(neighbourBefore).toContain(neighbour);
  expect(neighbourAfter).toBe(neighbourBefore);
});

/** The mailbox's own file is the person's mailbox and none of ours. */
function readableFiles() {
  giveFreedPagesBack(folder);
  return filesAsText(folder).filter(({ name }) => name !== 'the file mailbox.json');
}
