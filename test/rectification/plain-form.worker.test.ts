import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { askAndConfirm, postForm, view } from '../requests/asker.ts';
import { writePaidOrder } from './write-paid-order.ts';

/** A correction by the page of a browser without a script, in the built Worker. */

const day = 24 * 60 * 60_000;
const open = 'LG-2222-2222';
const invoiced = 'LG-3333-3333';
const anothers = 'LG-4444-4444';

let shop: LocalShop;
let email = '';
let people = 0;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  people += 1;
  email = `ada-${people}@example.com`;
  await shop.database.batch([
    shop.database.prepare('DELETE FROM order_corrections'),
    shop.database.prepare('DELETE FROM orders'),
    shop.database.prepare('DELETE FROM guess_counters'),
  ]);
  await writeOrder(open, email, day);
  await writeOrder(invoiced, email, 60 * day);
  await writeOrder(anothers, 'eve@example.com', day);
});

function writeOrder(number: string, of: string, age: number): Promise<void> {
  return writePaidOrder(shop, { number, email: of, paidAt: Date.now() - age, name: 'Ada "Lovelase"' });
}

/** All that the page's form sends: every line of each order as it stands there. */
async function formOf(link: string): Promise<Record<string, string>> {
  const { text } = await postForm(shop, apiPaths.requestView, { link });
  const form = /<form[^>]*data-part="rectification-form"[\s\S]*?<\/form>/.exec(text)?.[0] ?? '';
  const inputs = [...form.matchAll(/<input\b[^>]*>/g)].map(([input]) => input);
  const attribute = (input: string, name: string) =>
    (new RegExp(`\\s${name}="([^"]*)"`).exec(input)?.[1] ?? '').replaceAll('&quot;', '"');
  return Object.fromEntries(
    inputs
      .filter((input) => !/\sdisabled/.test(input))
      .map((input) => [attribute(input, 'name'), attribute(input, 'value')]),
  );
}

const correct = (fields: Record<string, string>) => postForm(shop, apiPaths.privacyRectifications, fields);

async function nameOf(number: string): Promise<string | null> {
  return shop.database.prepare('SELECT name FROM orders WHERE number = ?1').bind(number).first<string>('name');
}

async function added(): Promise<unknown[]> {
  const { results } = await shop.database
    .prepare('SELECT order_number, field, words FROM order_corrections ORDER BY rowid')
    .all();
  return results;
}

test('[rights.rectification] the page shows what may be corrected as it stands, and corrects what differs when it is sent', async () => {
  const link = await askAndConfirm(shop, email, { kind: 'rectification' });
  const form = await formOf(link);
  expect(form).toMatchObject({ link, [`${open}.name`]: 'Ada "Lovelase"', [`${invoiced}.city`]: 'Paris' });
  expect(Object.keys(form)).toHaveLength(1 + 2 * 7);
  expect(Object.keys(form).some((name) => name.startsWith(anothers))).toBe(false);

  const page = await correct({ ...form, [`${open}.name`]: ' Ada Lovelace ', [`${invoiced}.city`]: 'Lyon' });
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.text).toContain('One order is corrected. A correction is added beside what was invoiced');
  expect(await nameOf(open)).toBe('Ada Lovelace');
  expect(await nameOf(invoiced)).toBe('Ada "Lovelase"');
  expect(await added()).toEqual([{ order_number: invoiced, field: 'city', words: 'Lyon' }]);
  expect((await view(shop, link)).body.state).toBe('done');
});

test('sent twice it corrects once, and the page says that it is closed', async () => {
  const link = await askAndConfirm(shop, email, { kind: 'rectification' });
  const form = { ...(await formOf(link)), [`${invoiced}.city`]: 'Lyon' };
  const answers = await Promise.all([correct(form), correct(form)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const late = await correct(form);
  expect(late.status).toBe(409);
  expect(late.text).toContain('This request is closed already.');
  expect(late.text).toContain('It is done.');
  expect(await added()).toHaveLength(1);
});

test('the username of an account is corrected; where there is no account none is asked for', async () => {
  await shop.database
    .prepare(
      `INSERT INTO accounts (id, username, email, password_hash, created_at, last_act_at) VALUES (?1, 'Ida', ?1, '', ?2, ?2)`,
    )
    .bind(email, Date.now())
    .run();
  const link = await askAndConfirm(shop, email, { kind: 'rectification' });
  const form = await formOf(link);
  expect(form).toMatchObject({ username: 'Ida' });
  expect((await correct({ ...form, username: 'Ada' })).text).toContain('Your username is corrected.');
  const username = shop.database.prepare('SELECT username FROM accounts WHERE id = ?1').bind(email);
  expect(await username.first('username')).toBe('Ada');
});

test('with nothing of the person here, the page says so and shows no form', async () => {
  await shop.database.prepare('DELETE FROM orders').run();
  const link = await askAndConfirm(shop, email, { kind: 'rectification' });
  const { text } = await postForm(shop, apiPaths.requestView, { link });
  expect(/<p[^>]*data-part="rectification-nothing"[^>]*>/.exec(text)?.[0]).not.toContain('hidden');
  expect(/<form[^>]*data-part="rectification-form"[^>]*>/.exec(text)?.[0]).toContain('hidden');
});

describe('what is not taken in is said on the page, and changes nothing:', () => {
  test.each([
    ['a form as it was', 400, {}, 'Everything is as it was.'],
    ['an empty name', 400, { [`${open}.name`]: ' ' }, 'Please look at: Name.'],
    ['markup', 400, { [`${open}.line1`]: '<img src=x>' }, 'Please look at: Address.'],
    ['a line that no order has', 400, { [`${open}.country`]: 'US' }, 'Please look at: the form.'],
    ['another person’s order', 404, { [`${anothers}.name`]: 'Eve' }, 'This address has no such order.'],
    ['an order that is none', 404, { 'LG-5555-5555.name': 'Eve' }, 'This address has no such order.'],
  ])('%s', async (_, status, wrong, words) => {
    const link = await askAndConfirm(shop, email, { kind: 'rectification' });
    const page = await correct({ ...(await formOf(link)), ...wrong });
    expect(page.status).toBe(status);
    expect(page.text).toContain(words);
    expect(await nameOf(open)).toBe('Ada "Lovelase"');
    expect(await nameOf(anothers)).toBe('Ada "Lovelase"');
    expect(await added()).toEqual([]);
    expect((await view(shop, link)).body.state).toBe('open');
  });

  test('and what was typed stands there again, as text', async () => {
    const link = await askAndConfirm(shop, email, { kind: 'rectification' });
    const typed = { [`${open}.line1`]: '"><script>', [`${open}.city`]: 'Lyon' };
    const page = await correct({ ...(await formOf(link)), ...typed });
    expect(page.text).toContain('value="&quot;&gt;&lt;script&gt;"');
    expect(page.text).toContain('value="Lyon"');
    expect(page.text).not.toContain('"><script>');
  });

  test('a link that is forged or about something else, and too much at once', async () => {
    const forged = await correct({ link: 'PR-0000-0000.x', [`${open}.name`]: 'Eve' });
    expect([forged.status, forged.text.includes('This link opens no request.')]).toEqual([404, true]);
    const link = await askAndConfirm(shop, email, { kind: 'complaint' });
    const other = await correct({ link, [`${open}.name`]: 'Eve' });
    expect([other.status, other.text.includes('This request is about something else.')]).toEqual([409, true]);
    expect((await correct({ link, [`${open}.name`]: 'x'.repeat(300_000) })).status).toBe(413);
    expect(await nameOf(open)).toBe('Ada "Lovelase"');
  });
});
