import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staffRoutes } from '../../functions/staff/roles.ts';
import type { Problem, StaffMe } from '../../src/api/answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { localStaff } from '../local/local-staff.ts';
import { wrongTokens } from './wrong-tokens.ts';

/** The built Worker, asked by everybody who may and by everybody who may not. */

const privacy = 'privacy@shop.example';
const logs: string[] = [];
let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop({ onLog: (line) => logs.push(line) });
});
afterAll(() => shop.close());

interface Asked {
  readonly method?: string;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

async function ask(path: string, { method = 'GET', token, headers = {} }: Asked = {}) {
  const response = await fetch(shop.url + path, {
    method,
    headers: { ...headers, ...(token === undefined ? {} : { 'Cf-Access-Jwt-Assertion': token }) },
  });
  const text = await response.text();
  // Every answer here is JSON or a table; the test that reads one holds it to its type.
  const isTable = response.headers.get('content-type')?.startsWith('text/csv');
  const body = (isTable ? {} : JSON.parse(text)) as Problem & StaffMe;
  return { status: response.status, headers: response.headers, body };
}

async function expectNotSignedIn(path: string, asked: Asked): Promise<void> {
  const { status, body, headers } = await ask(path, asked);
  expect([status, body.code]).toEqual([401, 'not-signed-in']);
  expect(headers.get('www-authenticate')).toBe('Bearer');
  expect(headers.get('cache-control')).toBe('no-store');
}

/** Each route of the table, with something in the place of what its path leaves open. */
const routes = staffRoutes.map(({ method, path, roles }) => ({
  method,
  path: path.replaceAll(/:\w+/g, 'something'),
  roles,
}));

describe('[security.access] every route of the desk', () => {
  describe.each(routes)('$method $path', ({ method, path, roles }) => {
    test('is shut without a token, whatever else the request says of itself', async () => {
      await expectNotSignedIn(path, { method });
      await expectNotSignedIn(path, { method, token: '' });
      const claims = {
        'Cf-Access-Authenticated-User-Email': privacy,
        Cookie: `CF_Authorization=${await shop.access.tokenFor(privacy)}`,
        Authorization: `Bearer ${await shop.access.tokenFor(privacy)}`,
      };
      await expectNotSignedIn(path, { method, headers: claims });
    });

    test.each(Object.entries(wrongTokens))('is shut to a token that %s', async (_, make) => {
      await expectNotSignedIn(path, { method, token: await make(shop.access, privacy) });
    });

    test.each(localStaff)('answers $email as the table says', async ({ email, role }) => {
      const { status, body } = await ask(path, { method, token: await shop.access.tokenFor(email) });
      if (roles.includes(role)) expect([401, 403]).not.toContain(status);
      else expect([status, body.code]).toEqual([403, 'not-allowed']);
    });

    test('is shut to somebody whom the sign-in knows and the house does not', async () => {
      for (const email of ['ada@example.com', 'privacy@shop.example.com']) {
        const { status, body } = await ask(path, { method, token: await shop.access.tokenFor(email) });
        expect([status, body.code]).toEqual([403, 'not-allowed']);
      }
    });

    test('is shut at once to somebody who was taken off the list, with the token that opened it before', async () => {
      const email = 'leaves@shop.example';
      const role = roles[0] ?? 'owner';
      await shop.database
        .prepare('INSERT INTO staff (email, role, added_at) VALUES (?1, ?2, 0)')
        .bind(email, role)
        .run();
      const token = await shop.access.tokenFor(email);
      expect([401, 403]).not.toContain((await ask(path, { method, token })).status);
      await shop.database.prepare('UPDATE staff SET removed_at = 1 WHERE email = ?1').bind(email).run();
      expect((await ask(path, { method, token })).status).toBe(403);
      await shop.database.prepare('DELETE FROM staff WHERE email = ?1').bind(email).run();
      expect((await ask(path, { method, token })).status).toBe(403);
    });
  });

  test.each([
    ['GET', apiPaths.staff],
    ['GET', `${apiPaths.staff}/`],
    ['GET', `${apiPaths.staffMe}/`],
    ['POST', apiPaths.staffMe],
    ['DELETE', apiPaths.staffMe],
    ['GET', `${apiPaths.staff}/everything`],
    ['GET', `${apiPaths.staff}/../staff/everything`],
  ])('%s %s, which is none, is shut to all roles', async (method, path) => {
    await expectNotSignedIn(path, { method });
    for (const { email } of localStaff) {
      const { status, body } = await ask(path, { method, token: await shop.access.tokenFor(email) });
      expect([status, body.code]).toEqual([403, 'not-allowed']);
    }
  });

  test('is not let out of its rules by another way of writing its path', async () => {
    for (const path of ['/api/%73taff/me', '/api/staff/%6de', '/api/x/../staff/me', '/api/staff/me?x=/']) {
      await expectNotSignedIn(path, {});
    }
    // No route of the desk, so nobody's data.
    for (const path of ['/api/staff%2Fme', '/API/staff/me', '/api//staff/me']) {
      const response = await fetch(shop.url + path, {
        headers: { 'Cf-Access-Jwt-Assertion': await shop.access.tokenFor(privacy) },
      });
      expect(response.status, path).toBe(404);
    }
  });
});

test('says who is signed in, and as what, in whatever letters the sign-in writes the address', async () => {
  for (const { email, role } of localStaff) {
    const { status, body, headers } = await ask(apiPaths.staffMe, { token: await shop.access.tokenFor(email) });
    expect([status, body]).toEqual([200, { email, role }]);
    expect(headers.get('cache-control')).toBe('no-store');
  }
  const token = await shop.access.tokenFor('Owner@Shop.Example');
  expect((await ask(apiPaths.staffMe, { token })).body).toEqual({ email: 'owner@shop.example', role: 'owner' });
});

test('[security.measures] tells the log why a token was refused, and nothing that stands in it', async () => {
  const token = await shop.access.tokenFor(privacy, { claims: { aud: ['f'.repeat(64)] } });
  await expectNotSignedIn(apiPaths.staffMe, { token });
  await expect.poll(() => logs.join('\n')).toContain('ERR_JWT_CLAIM_VALIDATION_FAILED aud');
  const said = logs.join('\n');
  for (const secret of [...token.split('.'), privacy, 'f'.repeat(64)]) expect(said).not.toContain(secret);
});

describe('a shop whose keys have just been asked for', () => {
  test('takes a token of the key that signs since, and none of the key that is gone', async () => {
    const own = await launchShop();
    const status = async (token: string) =>
      (await fetch(own.url + apiPaths.staffMe, { headers: { 'Cf-Access-Jwt-Assertion': token } })).status;
    const first = await own.access.tokenFor(privacy);
    expect(await status(first)).toBe(200);
    await own.access.keys.rotate();
    await own.access.keys.rotate();
    expect(await status(await own.access.tokenFor(privacy))).toBe(200);
    expect(await status(first)).toBe(401);
    await own.close();
  });
});

describe('while the sign-in is away', () => {
  test('nobody is let in, and is told what is so; the shop sells', async () => {
    const lines: string[] = [];
    const own = await launchShop({ onLog: (line) => lines.push(line) });
    own.access.turn({ keysAway: true });
    const token = await own.access.tokenFor(privacy);
    const headers = { 'Cf-Access-Jwt-Assertion': token };
    const answer = await fetch(own.url + apiPaths.staffMe, { headers });
    // Every refusal of the Worker is a problem.
    const problem = (await answer.json()) as Problem;
    expect([answer.status, problem.code]).toEqual([503, 'access-unreachable']);
    expect(answer.headers.get('retry-after')).toBe('30');
    expect((await fetch(`${own.url}${apiPaths.stock}?sku=AUR-YG-52`)).status).toBe(200);
    expect((await fetch(own.url + apiPaths.staffMe)).status, 'without a token there is nothing to look up').toBe(401);
    await expect.poll(() => lines.join('\n')).toContain('keys of the staff sign-in could not be read');
    own.access.resetSwitches();
    expect((await fetch(own.url + apiPaths.staffMe, { headers })).status).toBe(200);
    await own.close();
  });
});
