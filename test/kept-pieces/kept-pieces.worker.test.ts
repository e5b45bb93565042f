import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../src/api/answers.ts';
import { type KeptPieces, type KeptWish, mostKeptPieces } from '../../src/api/kept-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { act, becomeMember, look, stepUp } from '../accounts/person.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { newestLetterTo } from '../mail/letters.ts';
import { setStock } from '../stock-notices/waiting.ts';

/** What somebody keeps in their account, over HTTP. */

let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());

function keep<Body = KeptWish>(token: string | undefined, sku: unknown, kept: unknown = true) {
  return act<Body>(shop, apiPaths.accountKept, { body: { sku, kept }, ...(token ? { token } : {}) });
}

async function keptBy(token: string): Promise<string[]> {
  const { body } = await look<KeptPieces>(shop, apiPaths.accountKept, token);
  return body.pieces.map(({ sku }) => sku);
}

async function rows(): Promise<number | null> {
  return shop.database.prepare('SELECT count(*) AS found FROM kept_pieces').first<number>('found');
}

describe('a piece is kept', () => {
  test('for whoever is signed in and for nobody else, newest first, with what there is of it', async () => {
    const token = await becomeMember(shop, 'ada@example.com');
    const other = await becomeMember(shop, 'eve@example.com');
    await setStock(shop.database, 0, 'LUM-YG');
    await setStock(shop.database, 1, 'AUR-YG-52');
    for (const sku of ['LUM-YG', 'AUR-YG-52']) {
      expect(await keep(token, sku)).toMatchObject({ status: 200, body: { sku, kept: true } });
    }
    const { body, headers } = await look<KeptPieces>(shop, apiPaths.accountKept, token);
    expect(body.pieces.map(({ sku, available }) => [sku, available])).toEqual([
      ['AUR-YG-52', 1],
      ['LUM-YG', 0],
    ]);
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(await keptBy(other)).toEqual([]);
    await keep(other, 'LUM-YG', false);
    expect(await keptBy(token), 'what another lets go').toHaveLength(2);
  });

  test('once, and in its place, however often it is pressed; and let go once', async () => {
    const token = await becomeMember(shop, 'often@example.com');
    await keep(token, 'LUM-YG');
    await keep(token, 'PAS-BLACK');
    await Promise.all(Array.from({ length: 10 }, () => keep(token, 'LUM-YG')));
    expect(await keptBy(token)).toEqual(['PAS-BLACK', 'LUM-YG']);
    for (let press = 0; press < 2; press += 1) expect((await keep(token, 'LUM-YG', false)).status).toBe(200);
    expect(await keptBy(token)).toEqual(['PAS-BLACK']);
  });

  test('a hundred at most, also of those that come at once; what is no longer sold can still be let go', async () => {
    const token = await becomeMember(shop, 'many@example.com');
    const account = await shop.database
      .prepare(`SELECT id FROM accounts WHERE email = 'many@example.com'`)
      .first<string>('id');
    await shop.database.batch(
      Array.from({ length: mostKeptPieces - 1 }, (_, place) =>
        shop.database
          .prepare('INSERT INTO kept_pieces (account_id, sku, kept_at) VALUES (?1, ?2, ?3)')
          .bind(account, `GONE-${place}`, place),
      ),
    );
    const answers = await Promise.all(['LUM-YG', 'PAS-BLACK', 'AUR-YG-52'].map((sku) => keep<Problem>(token, sku)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await keptBy(token)).toHaveLength(mostKeptPieces);
    expect((await keep(token, 'GONE-0', false)).status).toBe(200);
    expect(await keptBy(token)).toHaveLength(mostKeptPieces - 1);
  });
});

test.each([
  ['a SKU that is not sold', 'NOT-THERE', true, 422],
  ['a SKU that is a path', '../bag', true, 400],
  ['a SKU without end', 'A'.repeat(33), true, 400],
  ['a word for yes', 'LUM-YG', 'yes', 400],
])('%s is refused', async (name, sku, kept, status) => {
  const token = await becomeMember(shop, `${name.toLowerCase().replaceAll(' ', '-')}@example.com`);
  expect((await keep(token, sku, kept)).status).toBe(status);
  expect(await keptBy(token)).toEqual([]);
});

test('nobody keeps or sees anything without a session, and nothing is kept in the browser for it', async () => {
  const before = await rows();
  expect((await keep<Problem>(undefined, 'LUM-YG')).body.code).toBe('not-signed-in');
  expect((await keep<Problem>('a'.repeat(43), 'LUM-YG')).body.code).toBe('not-signed-in');
  expect((await act(shop, apiPaths.accountKept, { method: 'GET' })).status).toBe(401);
  expect(await rows()).toBe(before);
});

test('[rights.erasure] what an account keeps goes with it', async () => {
  const email = 'goes@example.com';
  const token = await becomeMember(shop, email);
  await keep(token, 'LUM-YG');
  const before = (await rows()) ?? 0;
  await stepUp(shop, token);
  await act(shop, apiPaths.accountDelete, { token });
  expect((await newestLetterTo(shop, email)).subject).toBe('Your account is deleted');
  expect(await rows()).toBe(before - 1);
});
