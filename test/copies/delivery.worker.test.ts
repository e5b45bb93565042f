import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchCopy } from '../../functions/copies/fetch-copy.ts';
import { accessAct } from '../../functions/copies/offer-copy.ts';
import { copyOffers } from '../../functions/copies/offers.ts';
import { selectRequest } from '../../functions/requests/queries.ts';
import { signRequestLink } from '../../functions/requests/request-link.ts';
import { apiPaths, paths } from '../../src/paths.ts';
import { type LocalShop, launchShop, newSecrets } from '../local/launch-shop.ts';
import { writeOrders } from '../retention/database.ts';
import { askForCopy, codeOf, confirmedRequest, offeredCopy, shopAt, signedIn } from './asking.ts';
import { everythingAbout, type Somebody } from './everything-about.ts';
import { writeSomebody } from './write-somebody.ts';

const secrets = newSecrets();
const now = Date.now();
const sevenDays = 7 * 24 * 60 * 60_000;
let shop: LocalShop;
let ada: Somebody;
let neighbour: Somebody;
let asked = 0;
beforeAll(async () => {
  shop = await launchShop({ secrets });
  await shop.database.prepare(`UPDATE stock SET on_hand = 50 WHERE sku = 'AUR-YG-52'`).run();
  ada = await everythingAbout(secrets.privacySecret, 'A');
  neighbour = await everythingAbout(secrets.privacySecret, 'B');
  await writeSomebody(shop, ada);
  await writeSomebody(shop, neighbour);
});
afterAll(() => shop.close());

/** Each request of a test is its own: the one before is closed, as a person has one of a kind running. */
async function offer(email = ada.email) {
  asked += 1;
  const number = `PR-9999-${String(asked).padStart(4, '0')}`;
  await shop.database.prepare('UPDATE privacy_requests SET closed_at = ?1 WHERE closed_at IS NULL').bind(now).run();
  return { number, link: await offeredCopy(shopAt(shop, secrets, now), 'access', email, number) };
}

async function stateOf(number: string) {
  const row = await shop.database
    .prepare('SELECT claimed_at, fetched_at FROM copies WHERE id = ?1')
    .bind(number)
    .first<{ claimed_at: number | null; fetched_at: number | null }>();
  if (!row) throw new Error('There is no such copy');
  return row;
}

async function stepsIn(table: 'rights_register' | 'request_steps', number: string): Promise<string[]> {
  const { results } = await shop.database
    .prepare(`SELECT step FROM ${table} WHERE request_number = ?1 ORDER BY rowid`)
    .bind(number)
    .all<{ step: string }>();
  return results.map(({ step }) => step);
}

test('[rights.access] the act offers the copy at once, for seven days, with its letter and its proof', async () => {
  const request = await confirmedRequest(shopAt(shop, secrets, now), 'access', 'first@example.com', 'PR-1212-1212');
  const outcome = await accessAct(shopAt(shop, secrets, now), request);
  expect(outcome.state).toBe('done');
  await shop.runSchedule('* * * * *', new Date(Date.now() + 1_000));
  const letters = shop.mailbox.messages().filter(({ message }) => message.to.includes('first@example.com'));
  expect(letters.map(({ message }) => message.subject)).toEqual(['Your copy is ready']);
  const link = await signRequestLink(secrets.privacySecret, 'PR-1212-1212');
  expect(letters[0]?.message.text).toContain(shop.url + paths.privacyRequestStatus(link));
  expect(await stepsIn('rights_register', 'PR-1212-1212')).toEqual(['copy-offered']);
});

test('carried out twice, and twice at once, a request has one copy, one letter, one proof', async () => {
  const request = await confirmedRequest(shopAt(shop, secrets, now), 'access', 'twice@example.com', 'PR-1313-1313');
  const act = () => accessAct(shopAt(shop, secrets, now), request);
  const outcomes = await Promise.all([act(), act()]);
  outcomes.push(await accessAct(shopAt(shop, secrets, now + 60_000), request));
  expect(new Set(outcomes.map(({ words }) => words)).size).toBe(1);
  expect(await stepsIn('rights_register', request.number)).toEqual(['copy-offered']);
  expect(await stepsIn('request_steps', request.number)).toEqual(['copy-offered']);
});

test('[rights.access] a plain form is given the file, to be kept by nobody on the way, and used up by it', async () => {
  const { number, link } = await offer();
  const post = () => fetch(shop.url + apiPaths.privacyCopies, { method: 'POST', body: new URLSearchParams({ link }) });
  const response = await post();
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Disposition')).toBe(`attachment; filename="lien-${number}.zip"`);
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  expect(response.headers.get('Content-Type')).toBe('application/zip');
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
  expect((await stateOf(number)).fetched_at).not.toBeNull();
  expect(await stepsIn('rights_register', number)).toEqual(['copy-offered', 'fetched']);
  const again = await post();
  expect([again.status, again.headers.get('Content-Type')]).toEqual([410, 'text/html; charset=utf-8']);
  expect(await again.text()).toContain('This copy was fetched already.');
  expect(await stepsIn('rights_register', number)).toEqual(['copy-offered', 'fetched']);
});

test('of two who fetch it at once, one gets it', async () => {
  const { number, link } = await offer();
  const responses = await Promise.all([askForCopy(shop, { link }), askForCopy(shop, { link })]);
  const statuses = responses.map(({ status }) => status).sort();
  expect(statuses[0]).toBe(200);
  expect([409, 410]).toContain(statuses[1]);
  await Promise.all(responses.map((response) => response.arrayBuffer()));
  expect(await stepsIn('rights_register', number)).toEqual(['copy-offered', 'fetched']);
});

test('it is refused from the very second on which its time ends, though the row is still there', async () => {
  const { number } = await offer();
  const request = await selectRequest(shopAt(shop, secrets, now).database, number);
  if (!request) throw new Error('There is no such request');
  expect(await copyOffers(shopAt(shop, secrets, now + sevenDays - 1), request)).toHaveLength(1);
  expect(await copyOffers(shopAt(shop, secrets, now + sevenDays), request)).toEqual([]);
  const late = await fetchCopy(shopAt(shop, secrets, now + sevenDays), request);
  expect(late).toMatchObject({ code: 'link-ended', status: 410 });
  const inTime = await fetchCopy(shopAt(shop, secrets, now + sevenDays - 1), request);
  if ('code' in inTime) throw new Error(inTime.title);
  await new Response(inTime.body).arrayBuffer();
  expect((await stateOf(number)).fetched_at).toBe(now + sevenDays - 1);
});

test('a fetch that is given up uses nothing up, and the copy can be fetched again', async () => {
  const email = 'given-up@example.com';
  await writeOrders(shop.database, 8_000, Date.UTC(2026, 0, 1));
  await shop.database.prepare(`UPDATE orders SET email = ?1 WHERE email = ''`).bind(email).run();
  const { number, link } = await offer(email);
  const abort = new AbortController();
  const response = await fetch(shop.url + apiPaths.privacyCopies, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ link }),
    signal: abort.signal,
  });
  await response.body?.getReader().read();
  expect((await stateOf(number)).claimed_at).not.toBeNull();
  abort.abort();
  await expect.poll(async () => (await stateOf(number)).claimed_at, { timeout: 30_000 }).toBeNull();
  expect((await stateOf(number)).fetched_at).toBeNull();
  const again = await askForCopy(shop, { link });
  expect(again.status).toBe(200);
  expect((await again.arrayBuffer()).byteLength).toBeGreaterThan(1_000_000);
  expect(await stepsIn('rights_register', number)).toEqual(['copy-offered', 'fetched']);
});

test('whoever had it and died is taken for gone after ten minutes', async () => {
  const { number, link } = await offer();
  const claimedAt = (minutesAgo: number) =>
    shop.database
      .prepare('UPDATE copies SET claimed_at = ?2 WHERE id = ?1')
      .bind(number, Date.now() - minutesAgo * 60_000)
      .run();
  await claimedAt(9);
  expect(await codeOf(await askForCopy(shop, { link }))).toBe('409 conflict');
  await claimedAt(11);
  expect((await askForCopy(shop, { link })).status).toBe(200);
});

test('a forged link, one of another purpose and one of a request without a copy open nothing', async () => {
  const { number, link } = await offer();
  const forged = `${link.slice(0, -4)}AAAA`;
  expect(await codeOf(await askForCopy(shop, { link: forged }))).toBe('404 not-found');
  const foreign = `${number}.${(await signRequestLink('another secret of 32 characters..', number)).split('.')[1]}`;
  expect(await codeOf(await askForCopy(shop, { link: foreign }))).toBe('404 not-found');
  await confirmedRequest(shopAt(shop, secrets, now), 'complaint', ada.email, 'PR-1414-1414');
  const other = await signRequestLink(secrets.privacySecret, 'PR-1414-1414');
  expect(await codeOf(await askForCopy(shop, { link: other }))).toBe('404 not-found');
  expect(await codeOf(await askForCopy(shop, { link, extra: 'x' }))).toBe('400 invalid-request');
  expect(await stateOf(number)).toEqual({ claimed_at: null, fetched_at: null });
});

test('a session fetches its own account’s copy, after a step-up, and nobody else’s', async () => {
  const { number } = await offer();
  const steppedUp = await signedIn(shop, 'account-A', Date.now());
  const notSteppedUp = await signedIn(shop, 'account-A', null);
  const others = await signedIn(shop, 'account-B', Date.now());
  const body = { request: number };
  expect(await codeOf(await askForCopy(shop, body))).toBe('401 not-signed-in');
  expect(await codeOf(await askForCopy(shop, body, notSteppedUp))).toBe('403 step-up-needed');
  const refused = await askForCopy(shop, body, others);
  const unknown = await askForCopy(shop, { request: 'PR-0000-0000' }, others);
  expect(await refused.text()).toBe(await unknown.text());
  expect(refused.status).toBe(404);
  expect(await stateOf(number)).toEqual({ claimed_at: null, fetched_at: null });
  const own = await askForCopy(shop, body, steppedUp);
  expect(own.status).toBe(200);
  await own.arrayBuffer();
  expect((await stateOf(number)).fetched_at).not.toBeNull();
});
