import { createPublicKey, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, type Call, type Serving, serveOnLoopback } from '../http/serve.ts';
import { type AccessStandIn, sessionCookie, startAccess } from './start.ts';

const people = [
  { email: 'privacy@shop.example', role: 'privacy' },
  { email: 'owner@shop.example', role: 'owner' },
];
const now = Date.UTC(2026, 10, 24, 9);

let access: AccessStandIn;
let shop: Serving;
/** What came through to the shop, oldest first. */
let calls: Call[];
let clock: number;

beforeEach(async () => {
  calls = [];
  clock = now;
  shop = await serveOnLoopback({
    port: 0,
    host: '127.0.0.1',
    maximumBodyBytes: 1024,
    handle: async (call): Promise<Answer> => {
      calls.push(call);
      if (call.url.pathname === '/staff/away') return { hangUp: true };
      if (call.url.pathname === '/staff') return { status: 307, headers: { location: `${shop.url}/staff/` }, body: '' };
      return { status: 200, headers: { 'content-type': 'font/woff2' }, body: Buffer.from([0, 255, 128, 10]) };
    },
  });
  access = await startAccess({ port: 0, shopUrl: shop.url, people, clock: () => clock });
});
afterEach(async () => {
  await Promise.all([access.close(), shop.close()]);
});

const ask = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(access.url + path, { headers, redirect: 'manual' });

function signIn(email: string, redirectTo: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const body = new URLSearchParams({ email, redirect_url: redirectTo });
  return fetch(`${access.url}/cdn-cgi/access/login`, { method: 'POST', body, headers, redirect: 'manual' });
}

function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
}

test('somebody who is not signed in is shown whom they can be, and nothing comes through', async () => {
  const sent = await ask('/staff/?from=mail');
  expect(sent.status).toBe(302);
  const place = sent.headers.get('location') ?? '';
  expect(place).toBe('/cdn-cgi/access/login?redirect_url=%2Fstaff%2F%3Ffrom%3Dmail');
  const page = await (await ask(place)).text();
  for (const { email } of people) expect(page).toContain(`value="${email}"`);
  expect(page).toContain('name="redirect_url" value="/staff/?from=mail"');
  expect((await ask('/api/staff/me')).status).toBe(302);
  expect(calls).toEqual([]);
});

test('a script that says it is one gets a 401 in the place of the page', async () => {
  const answer = await ask('/api/staff/me', { 'X-Requested-With': 'XMLHttpRequest' });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('content-type')).not.toContain('json');
  expect(calls).toEqual([]);
});

test('somebody who signed in comes through with a token that the published keys verify', async () => {
  const signedIn = await signIn('privacy@shop.example', '/staff/?from=mail');
  expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/staff/?from=mail']);
  expect(signedIn.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Lax$/);
  const answer = await ask('/api/staff/me?x=1', { Cookie: cookieOf(signedIn) });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'font/woff2']);
  expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0, 255, 128, 10]);

  const [call] = calls;
  expect(call?.url.pathname).toBe('/api/staff/me');
  expect(call?.url.search).toBe('?x=1');
  expect(call?.headers.host).toBe(new URL(shop.url).host);
  const claims = await verifiedClaims(String(call?.headers['cf-access-jwt-assertion']));
  expect(claims).toMatchObject({
    email: 'privacy@shop.example',
    aud: [access.audience],
    iss: access.url,
    type: 'app',
    iat: now / 1000,
    nbf: now / 1000,
    exp: now / 1000 + 86_400,
  });
  expect(access.audience).toMatch(/^[0-9a-f]{64}$/);
});

async function verifiedClaims(token: string): Promise<unknown> {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const read = (part: string): Record<string, string> => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  const { alg, kid } = read(header);
  expect(alg).toBe('RS256');
  const published = (await (await ask('/cdn-cgi/access/certs')).json()) as { keys: Record<string, string>[] };
  const jwk = published.keys.find((key) => key['kid'] === kid) ?? {};
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const isGood = verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'));
  expect(isGood).toBe(true);
  return read(payload);
}

describe('what a client says of itself', () => {
  const claims = { 'Cf-Access-Jwt-Assertion': 'a.b.c', 'CF-Access-Authenticated-User-Email': 'owner@shop.example' };

  test('gets no further, where one has to sign in and where not', async () => {
    const cookie = cookieOf(await signIn('privacy@shop.example', '/staff/'));
    await ask('/', { ...claims, Cookie: cookie });
    await ask('/staff/', { ...claims, Cookie: cookie });
    const [open, guarded] = calls;
    expect(Object.keys(open?.headers ?? {}).filter((name) => name.startsWith('cf-access'))).toEqual([]);
    expect(guarded?.headers['cf-access-jwt-assertion']).not.toBe('a.b.c');
    expect(guarded?.headers['cf-access-authenticated-user-email']).toBe('privacy@shop.example');
  });

  test('is no session: a token of nobody’s key, one that ended, another word', async () => {
    const token = await access.tokenFor('owner@shop.example');
    const [header, payload] = token.split('.');
    for (const wrong of [`${header}.${payload}.AAAA`, 'owner@shop.example', '']) {
      expect((await ask('/staff/', { Cookie: `${sessionCookie}=${wrong}` })).status).toBe(302);
    }
    clock = now + 86_400_000;
    expect((await ask('/staff/', { Cookie: `${sessionCookie}=${token}` })).status).toBe(302);
    expect(calls).toEqual([]);
  });

  test('about where it comes from is believed of our own pages, and left as it is of others', async () => {
    const cookie = cookieOf(await signIn('privacy@shop.example', '/staff/'));
    const post = (origin: string) =>
      fetch(`${access.url}/api/staff/x`, { method: 'POST', body: 'one', headers: { Cookie: cookie, Origin: origin } });
    await post(access.url);
    await post('https://elsewhere.example');
    expect(calls.map(({ headers }) => headers.origin)).toEqual([shop.url, 'https://elsewhere.example']);
    expect(calls.map(({ body }) => body.toString())).toEqual(['one', 'one']);
  });
});

test('nobody but the people of the list signs in, and nobody from another site’s page', async () => {
  expect((await signIn('ada@example.com', '/staff/')).status).toBe(403);
  expect((await signIn('owner@shop.example', '/staff/', { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
});

test.each(['//elsewhere.example/', 'https://elsewhere.example/', '/\\elsewhere.example', 'staff', ''])(
  'a way on to "%s" leads to the desk',
  async (place) => {
    expect((await signIn('owner@shop.example', place)).headers.get('location')).toBe('/staff/');
  },
);

test('signing out takes the session away', async () => {
  const out = await ask('/cdn-cgi/access/logout', { Cookie: cookieOf(await signIn('owner@shop.example', '/staff/')) });
  expect(out.headers.get('set-cookie')).toMatch(new RegExp(`^${sessionCookie}=; Path=/; Max-Age=0`));
  expect(await out.text()).toContain('You are signed out');
});

test('two keys are published; a new one signs from the rotation on, and the oldest goes', async () => {
  const kids = async () => {
    const { keys } = (await (await ask('/cdn-cgi/access/certs')).json()) as { keys: { kid: string }[] };
    return keys.map(({ kid }) => kid);
  };
  const [current, previous, ...more] = await kids();
  expect([more, current === previous]).toEqual([[], false]);
  const rotated = await fetch(`${access.url}/cdn-cgi/access/_rotate`, { method: 'POST', redirect: 'manual' });
  expect(rotated.status).toBe(303);
  const [next, before] = await kids();
  expect(before).toBe(current);
  expect([current, previous]).not.toContain(next);
  const [header = ''] = (await access.tokenFor('owner@shop.example')).split('.');
  expect(JSON.parse(Buffer.from(header, 'base64url').toString('utf8'))).toMatchObject({ kid: next });
  const foreign = { method: 'POST', headers: { 'Sec-Fetch-Site': 'cross-site' } };
  expect((await fetch(`${access.url}/cdn-cgi/access/_rotate`, foreign)).status).toBe(403);
});

test('keys that are away break the connection until the switch is off', async () => {
  access.turn({ keysAway: true });
  await expect(ask('/cdn-cgi/access/certs')).rejects.toThrow();
  access.resetSwitches();
  expect((await ask('/cdn-cgi/access/certs')).status).toBe(200);
  expect(access.keysAsked()).toBe(2);
});

test('a redirect of the shop stays at this address, and a shop that is away is told apart', async () => {
  const Cookie = cookieOf(await signIn('owner@shop.example', '/staff/'));
  expect((await ask('/staff', { Cookie })).headers.get('location')).toBe(`${access.url}/staff/`);
  expect((await ask('/staff/away', { Cookie })).status).toBe(502);
  expect((await ask('/cdn-cgi/access/get-identity')).status).toBe(404);
});

test('a command on this machine gets the token of somebody who can sign in; a page of another site, and a stranger, get none', async () => {
  const askFor = (email: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${access.url}/cdn-cgi/access/_token`, { method: 'POST', body: new URLSearchParams({ email }), headers });
  const given = await askFor('owner@shop.example');
  const [, claims = ''] = (await given.text()).split('.');
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ email: 'owner@shop.example' });
  expect((await askFor('ada@example.com')).status).toBe(403);
  expect((await askFor('owner@shop.example', { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  expect((await ask('/cdn-cgi/access/_token')).status).toBe(404);
});
