import { argon2Sync } from 'node:crypto';
import Argon2 from '@phi-ag/argon2';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { hashPassword, needsUpgrade, verifyAgainstNobody, verifyPassword } from '../../functions/accounts/password.ts';

afterEach(() => vi.restoreAllMocks());

const password = 'a quiet room with good light';
const zeros = 'A'.repeat(43);

/** What Node's own argon2 makes of the same password and salt. */
function hashByNode(encoded: string, spelled: string): string {
  const [, , , , salt = ''] = encoded.split('$');
  const nonce = Buffer.from(salt, 'base64');
  const parameters = { message: spelled, nonce, parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 };
  return argon2Sync('argon2id', parameters).toString('base64').replaceAll('=', '');
}

describe('a password', () => {
  test('[security.passwords] is kept as argon2id with OWASP’s parameters and a salt of its own, never as it is', async () => {
    const [one, other] = await Promise.all([hashPassword(password), hashPassword(password)]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toContain(password);
    expect(other.split('$')[4]).not.toBe(one.split('$')[4]);
    expect(other.split('$')[5]).not.toBe(one.split('$')[5]);
  });

  test('opens what it was hashed to, and another doesn’t', async () => {
    const encoded = await hashPassword(password);
    expect(await verifyPassword(encoded, password)).toBe(true);
    for (const other of [`${password}.`, password.slice(1), password.toUpperCase(), `${password}\0`, '']) {
      expect(await verifyPassword(encoded, other)).toBe(false);
    }
  });

  test.each([
    ['ASCII', 'correct horse battery'],
    ['Greek', 'καλημέρα σας, ησυχία'],
    ['Cyrillic', 'тихая комната и свет'],
    ['Chinese', '安静的房间里有很好的光线啊'],
    ['emoji', '🪡🧵🪡🧵🪡🧵🪡🧵🪡🧵🪡🧵'],
    ['a zero within', 'before\0and after it'],
  ])('of %s is hashed whole, as another argon2 does it', async (_, spelled) => {
    const encoded = await hashPassword(spelled);
    expect(encoded.split('$')[5]).toBe(hashByNode(encoded, spelled));
    const [last = ''] = [...spelled].slice(-1);
    const changed = `${spelled.slice(0, -last.length)}${last === 'я' ? 'ю' : 'я'}`;
    expect(await verifyPassword(encoded, changed)).toBe(false);
  });

  test('is the same however a keyboard spells it', async () => {
    const composed = 'séjour à l’été';
    const apart = composed.normalize('NFD');
    expect(apart).not.toBe(composed);
    expect(await verifyPassword(await hashPassword(composed), apart)).toBe(true);
    expect(await verifyPassword(await hashPassword(apart), composed)).toBe(true);
  });
});

describe('the length of a password', () => {
  test.each([
    ['12 characters', 'ab'.repeat(6)],
    ['12 characters of two units each', '🪡'.repeat(12)],
    ['256 characters', 'ab'.repeat(128)],
    ['256 characters of two units each', '🪡'.repeat(256)],
    ['256 characters spelled as 768', 'ệ'.normalize('NFD').repeat(256)],
  ])('%s are hashed', async (_, text) => {
    expect(await verifyPassword(await hashPassword(text), text)).toBe(true);
  });

  test.each([
    ['none', ''],
    ['11 characters', 'a'.repeat(11)],
    ['11 characters in 22 units', '🪡'.repeat(11)],
    ['11 characters spelled as 22', 'é'.normalize('NFD').repeat(11)],
    ['257 characters', 'a'.repeat(257)],
    ['a megabyte', 'a'.repeat(1024 * 1024)],
  ])('%s: nothing is hashed, and the refusal doesn’t quote it', async (_, text) => {
    const hash = vi.spyOn(Argon2.prototype, 'hash');
    await expect(hashPassword(text)).rejects.toThrow(/^A password of this length is not hashed$/);
    expect(hash).not.toHaveBeenCalled();
  });

  test('a megabyte is not even spelled or verified, and is simply wrong', async () => {
    const verify = vi.spyOn(Argon2.prototype, 'tryVerify');
    const normalize = vi.spyOn(String.prototype, 'normalize');
    const megabyte = 'a'.repeat(1024 * 1024);
    expect(await verifyPassword(`$argon2id$v=19$m=19456,t=2,p=1$${zeros}$${zeros}`, megabyte)).toBe(false);
    expect(await verifyAgainstNobody(megabyte)).toBe(false);
    expect(verify).not.toHaveBeenCalled();
    expect(normalize).not.toHaveBeenCalled();
  });
});

test('where there is no account, a verification with today’s parameters is done all the same, and is never true', async () => {
  const verify = vi.spyOn(Argon2.prototype, 'tryVerify');
  expect(await verifyAgainstNobody(password)).toBe(false);
  expect(verify).toHaveBeenCalledTimes(1);
  const [against] = verify.mock.calls[0] ?? [];
  expect(needsUpgrade(against ?? '')).toBe(false);
  expect(verify.mock.results[0]?.value).toEqual({ success: false, error: expect.stringContaining('does not match') });
});

test.each([
  '',
  'plain text',
  '$argon2id$v=19$m=19456,t=2,p=1$short',
  `$argon2i$v=19$m=19456,t=2,p=1$${zeros}$${zeros}`,
])('a stored text that is no hash of ours, %j, is a surprise and not a wrong password', async (encoded) => {
  await expect(verifyPassword(encoded, password)).rejects.toThrow(/^A stored hash could not be read/);
});

describe('a hash', () => {
  const salt = 'A'.repeat(22);

  test.each([
    ['less memory', `$argon2id$v=19$m=19455,t=2,p=1$${salt}$${zeros}`],
    ['fewer passes', `$argon2id$v=19$m=19456,t=1,p=1$${salt}$${zeros}`],
    ['a shorter salt', `$argon2id$v=19$m=19456,t=2,p=1$${salt.slice(2)}$${zeros}`],
    ['a shorter hash', `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${salt}`],
    ['an older version', `$argon2id$v=16$m=19456,t=2,p=1$${salt}$${zeros}`],
    ['another algorithm', `$argon2i$v=19$m=19456,t=2,p=1$${salt}$${zeros}`],
    ['a form that is not ours', 'scrypt:…'],
    ['nothing in it', ''],
  ])('with %s is made anew', (_, encoded) => expect(needsUpgrade(encoded)).toBe(true));

  test('made today, or stronger, is kept', async () => {
    expect(needsUpgrade(await hashPassword(password))).toBe(false);
    expect(needsUpgrade(`$argon2id$v=19$m=65536,t=3,p=4$${salt}$${zeros}`)).toBe(false);
  });

  test('that is weaker than today’s still opens, until it is made anew', async () => {
    const nonce = Buffer.alloc(16, 7);
    const parameters = { message: password, nonce, parallelism: 1, tagLength: 32, memory: 4_096, passes: 1 };
    const [salt7, hash] = [nonce, argon2Sync('argon2id', parameters)].map((bytes) =>
      bytes.toString('base64').replaceAll('=', ''),
    );
    const old = `$argon2id$v=19$m=4096,t=1,p=1$${salt7}$${hash}`;
    expect(await verifyPassword(old, password)).toBe(true);
    expect(await verifyPassword(old, 'another of this length')).toBe(false);
    expect(needsUpgrade(old)).toBe(true);
  });
});
