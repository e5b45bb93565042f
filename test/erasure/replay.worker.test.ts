import type { R2Bucket } from '@cloudflare/workers-types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeLedgerEntry } from '../../functions/erasure/ledger.ts';
import { signRequestLink } from '../../functions/requests/request-link.ts';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop, newSecrets } from '../local/launch-shop.ts';
import { runAsOwner } from '../local/run-as-owner.ts';
import { post } from '../local/shopper.ts';
import { ask, everyRow, live, rowsWith, type Somebody, somebody } from './person.ts';
import { type Copy, restore } from './restore.ts';

/** `npm run restore:replay` over HTTP, of the built Worker, for more people than one run of it erases. */

const secrets = { ...newSecrets(), privacySecret: 'p'.repeat(32) };
const begunAt = Date.now() - 60 * 60_000;
const erasedPeople = 60;

let shop: LocalShop;
let people: readonly Somebody[];
let neighbours: readonly Copy[];
let copy: Copy;
beforeAll(async () => {
  shop = await launchShop({ secrets });
  people = await Promise.all(
    Array.from({ length: erasedPeople }, (_, place) => somebody(`aa${String(place).padStart(2, '0')}`)),
  );
  for (const person of [...people, await somebody('grace'), await somebody('edith')]) {
    await live(shop.database, person, begunAt);
  }
  for (const person of people) await ask(shop.database, person, 'erasure', person.request, begunAt);
  neighbours = await rowsOfNeighbours();
  copy = await everyRow(shop.database);
}, 600_000);
afterAll(() => shop.close());

/** An hour ago by the ledger: what was begun just now may still be under way, and a replay leaves it alone. */
async function erase({ request, subjectHash }: Somebody): Promise<void> {
  const ledger = (await shop.worker.getR2Bucket('LEDGER', 'shop')) as unknown as R2Bucket;
  const entry = { id: request, requestNumber: request, subjectHash, scope: 'everything', begunAt } as const;
  await writeLedgerEntry(ledger, entry);
  const link = await signRequestLink(secrets.privacySecret, request);
  expect(await post(shop, apiPaths.erasures, { link })).toMatchObject({ status: 200, body: { state: 'working' } });
}

function rowsOfNeighbours(): Promise<readonly Copy[]> {
  return Promise.all(['grace', 'edith'].map((name) => rowsWith(shop.database, name)));
}

/** The access log tells of every replay; everything else is to stay as it is. */
async function everythingElse(): Promise<Copy> {
  const { access_log: _told, ...rest } = await everyRow(shop.database);
  return rest;
}

async function withAccount(): Promise<number> {
  const { accounts = [] } = await everyRow(shop.database);
  return people.filter(({ mark }) => accounts.some((row) => row.includes(`"${mark}"`))).length;
}

/** As the queue or the schedule sends them, until none is left. */
async function lettersLeave(): Promise<void> {
  const waiting = async () => {
    await shop.runSchedule('* * * * *', new Date());
    return (await rowsWith(shop.database, '"waiting"'))['mail_outbox']?.length ?? 0;
  };
  await expect.poll(waiting, { timeout: 240_000 }).toBe(0);
}

test('sixty people are erased', async () => {
  expect(await withAccount()).toBe(erasedPeople);
  for (const person of people) await erase(person);
  await lettersLeave();
  expect(await withAccount()).toBe(0);
}, 600_000);

test('[rights.erasure] a database restored from before sixty erasures has them all again, and the neighbours byte for byte', async () => {
  await restore(shop.database, copy);
  expect(await withAccount()).toBe(erasedPeople);

  const { status, output } = await runAsOwner(shop, 'functions/erasure/replay.ts');
  expect(output.trim().split('\n')).toEqual([
    '50 entries to look for, 50 people erased again so far.',
    '10 entries to look for, 60 people erased again so far.',
    'Everybody who is in the ledger is erased here.',
  ]);
  expect(status).toBe(0);
  await lettersLeave();
  expect(await withAccount()).toBe(0);
  const rows = Object.entries(await everyRow(shop.database));
  for (const { mark } of people) {
    const places = rows.filter(([, all]) => all.some((row) => row.includes(`"${mark}"`))).map(([table]) => table);
    expect(places.sort()).toEqual(['locked_parties', 'order_history', 'orders', 'withdrawals']);
  }
  expect(await rowsOfNeighbours()).toEqual(neighbours);
}, 600_000);

test('a second replay finds nobody and changes nothing', async () => {
  const before = await everythingElse();
  const { status, output } = await runAsOwner(shop, 'functions/erasure/replay.ts');
  expect(output).toContain('0 entries to look for, 0 people erased again so far.');
  expect(status).toBe(0);
  expect(await everythingElse()).toEqual(before);
});

test('whoever is not of the staff replays nothing', async () => {
  const before = await everyRow(shop.database);
  const response = await fetch(shop.url + apiPaths.ledgerReplay, { method: 'POST', body: '{}' });
  expect(response.status).toBe(401);
  expect(await everyRow(shop.database)).toEqual(before);
});
