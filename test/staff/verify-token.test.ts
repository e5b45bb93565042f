import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AccessGateway } from '../../functions/gateways/access.ts';
import type { Shop } from '../../functions/shop.ts';
import { verifyToken } from '../../functions/staff/verify-token.ts';
import { makeKey } from '../stand-ins/access/keys.ts';
import { type AccessStandIn, startAccess } from '../stand-ins/access/start.ts';
import { sessionSeconds } from '../stand-ins/access/token.ts';
import { wrongTokens } from './wrong-tokens.ts';

const email = 'privacy@shop.example';
const second = 1_000;
const hour = 3600 * second;

let access: AccessStandIn;
beforeAll(async () => {
  access = await start();
});
afterAll(() => access.close());

function start(): Promise<AccessStandIn> {
  return startAccess({ port: 0, shopUrl: 'http://127.0.0.1:9', people: [] });
}

/** The Worker's part, at any time: what it takes is the shop's clock and settings. */
function verify(token: string, { from = access, now = Date.now() } = {}) {
  const config = { accessTeamDomain: from.url, accessAudience: from.audience };
  // All that verifying looks at of a shop.
  return verifyToken({ now, config, access: new AccessGateway(config) } as unknown as Shop, token);
}

const ofPerson = { kind: 'person', email };

describe('a token of the staff sign-in', () => {
  test('says whose it is, in the form in which addresses are compared', async () => {
    expect(await verify(await access.tokenFor(email))).toEqual(ofPerson);
    expect(await verify(await access.tokenFor('Privacy@Shop.Example'))).toEqual(ofPerson);
  });

  test('may be for several applications, if ours is one of them', async () => {
    const several = await access.tokenFor(email, { claims: { aud: ['f'.repeat(64), access.audience] } });
    expect(await verify(several)).toEqual(ofPerson);
    expect(await verify(await access.tokenFor(email, { claims: { aud: access.audience } }))).toEqual(ofPerson);
  });

  test('is believed thirty seconds beyond its ends, for the sake of two clocks, and no longer', async () => {
    const begins = Math.floor(Date.now() / second) * second;
    const ends = begins + sessionSeconds * second;
    const claims = { nbf: begins / second, exp: ends / second };
    const token = await access.tokenFor(email, { claims });
    for (const now of [begins - 30 * second, begins, ends, ends + 29 * second])
      expect(await verify(token, { now }), new Date(now).toISOString()).toEqual(ofPerson);
    expect(await verify(token, { now: begins - 31 * second })).toMatchObject({ kind: 'refused', reason: /nbf/ });
    expect(await verify(token, { now: ends + 30 * second })).toMatchObject({ kind: 'refused', reason: /EXPIRED/ });
  });
});

describe('[security.access] nobody is let in with a token that', () => {
  test.each(Object.entries(wrongTokens))('%s', async (_, make) => {
    const token = await make(access, email);
    const reading = await verify(token);
    expect(reading.kind).toBe('refused');
    // The reason goes into a log.
    expect(JSON.stringify(reading)).not.toContain('@');
    for (const part of token.split('.')) if (part.length > 10) expect(JSON.stringify(reading)).not.toContain(part);
  });
});

describe('the keys', () => {
  test('that were published before are good until they are taken back', async () => {
    const from = await start();
    const before = await from.tokenFor(email);
    expect(await verify(before, { from })).toEqual(ofPerson);
    await from.keys.rotate();
    expect(await verify(before, { from })).toEqual(ofPerson);
    await from.keys.rotate();
    const later = Date.now() + hour;
    expect(await verify(before, { from, now: later })).toEqual({ kind: 'refused', reason: 'unknown key' });
    await from.close();
  });

  test('are asked for once an hour, however many come', async () => {
    const from = await start();
    const now = Date.now();
    const token = await from.tokenFor(email);
    for (const at of [now, now + 1, now + hour - 1]) expect(await verify(token, { from, now: at })).toEqual(ofPerson);
    expect(from.keysAsked()).toBe(1);
    await verify(token, { from, now: now + hour });
    expect(from.keysAsked()).toBe(2);
    await from.close();
  });

  test('are asked for again when one signs that is new, at once', async () => {
    const from = await start();
    const now = Date.now();
    await verify(await from.tokenFor(email), { from, now });
    await from.keys.rotate();
    expect(await verify(await from.tokenFor(email), { from, now })).toEqual(ofPerson);
    expect(from.keysAsked()).toBe(2);
    await from.close();
  });

  test('are not asked for again and again by tokens whose key nobody knows', async () => {
    const from = await start();
    const now = Date.now();
    const unknown = async () => from.tokenFor(email, { key: await makeKey() });
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await verify(await unknown(), { from, now: now + tries })).toMatchObject({ kind: 'refused' });
    }
    expect(from.keysAsked()).toBe(2);
    await verify(await unknown(), { from, now: now + 30 * second + 1 });
    expect(from.keysAsked()).toBe(3);
    await from.close();
  });

  test('are not asked for by what is no token of the kind', async () => {
    const from = await start();
    for (const name of [
      'is no token',
      'says that it needs no signature',
      'was signed with the public key as a secret',
    ]) {
      expect(await verify((await wrongTokens[name]?.(from, email)) ?? '', { from })).toMatchObject({ kind: 'refused' });
    }
    expect(from.keysAsked()).toBe(0);
    await from.close();
  });
});

describe('[security.access] while the keys can’t be had, nobody is let in', () => {
  const nonsense = ['', 'Sign in to the network', '[]', '{"keys":{}}', '{"keys":[{"kid":1}]}'];

  test.each([{ keysAway: true }, ...nonsense.map((keysInstead) => ({ keysInstead }))])('%j', async (switches) => {
    const from = await start();
    const token = await from.tokenFor(email);
    from.turn(switches);
    expect(await verify(token, { from })).toEqual({ kind: 'unreachable' });
    from.resetSwitches();
    expect(await verify(token, { from }), 'and when they can, the same token is good').toEqual(ofPerson);
    await from.close();
  });

  test('but for the hour in which they are known', async () => {
    const from = await start();
    const now = Date.now();
    const [known, unknown] = [await from.tokenFor(email), await from.tokenFor(email, { key: await makeKey() })];
    await verify(known, { from, now });
    from.turn({ keysAway: true });
    expect(await verify(known, { from, now: now + hour - 1 })).toEqual(ofPerson);
    expect(await verify(unknown, { from, now }), 'of a new key nothing is known').toEqual({ kind: 'unreachable' });
    expect(await verify(known, { from, now: now + hour })).toEqual({ kind: 'unreachable' });
    await from.close();
  });

  test('nor with no key among them', async () => {
    const from = await start();
    const token = await from.tokenFor(email);
    from.turn({ keysInstead: '{"keys":[]}' });
    expect(await verify(token, { from })).toEqual({ kind: 'refused', reason: 'unknown key' });
    await from.close();
  });
});
