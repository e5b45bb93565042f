import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { newestLetterTo } from '../mail/letters.ts';
import { type Canaries, filesAsText, sightings } from '../security/canaries.ts';
import { act, becomeMember, register, signIn, stepUp, tokenIn } from './person.ts';

/** Each is used where passwords are typed, and occurs nowhere else. */
const passwords = {
  'the first password': 'canary-harbour-one',
  'a password that waits': 'canary-harbour-two',
  'the changed password': 'canary-harbour-three',
  'the reset password': 'canary-harbour-four',
  'a wrong password': 'canary-harbour-five',
} as const satisfies Canaries;

const folder = mkdtempSync(join(tmpdir(), 'shop-passwords-'));
const log: string[] = [];
const tokens: string[] = [];
let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop({ folder, onLog: (line) => log.push(line) });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('[security.passwords] of a password there is an argon2id hash with OWASP’s parameters, and it is nowhere in clear', async () => {
  const email = 'hashed@example.com';
  const session = await becomeMember(shop, email, { password: passwords['the first password'] });
  await register(shop, 'waits@example.com', { password: passwords['a password that waits'] });
  await signIn(shop, email, passwords['a wrong password']);
  await stepUp(shop, session, passwords['the first password']);
  const change = { password: passwords['the changed password'] };
  expect((await act(shop, apiPaths.accountPassword, { token: session, body: change })).status).toBe(200);
  await act(shop, apiPaths.accountForgotten, { body: { email } });
  const link = tokenIn(await newestLetterTo(shop, email));
  const reset = { token: link, password: passwords['the reset password'] };
  expect((await act(shop, apiPaths.accountReset, { body: reset })).status).toBe(200);
  const again = await signIn(shop, email, passwords['the reset password']);
  tokens.push(session, again.body.token);

  const { results } = await shop.database
    .prepare('SELECT password_hash FROM accounts UNION ALL SELECT password_hash FROM registrations')
    .all<{ password_hash: string }>();
  expect(results).toHaveLength(2);
  for (const { password_hash } of results) {
    expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  }
  await shop.close();

  const places = [...filesAsText(folder), { name: 'the log', text: log.join('\n') }];
  const canaries: Canaries = {
    ...passwords,
    ...Object.fromEntries(tokens.map((token, place) => [`the token of session ${place + 1}`, token])),
  };
  expect(sightings(canaries, places)).toEqual([]);
  // The scan can see: what is kept on purpose is found.
  expect(sightings({ 'the address': email }, places)).not.toEqual([]);
});
