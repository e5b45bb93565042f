import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { subjectHash } from '../functions/subject-hash.ts';

const secret = 's'.repeat(32);

test('is HMAC-SHA-256 in hexadecimal, over the purpose and the address', async () => {
  const expected = createHmac('sha256', secret).update('subject:v1:ada@example.com').digest('hex');
  expect(await subjectHash(secret, 'ada@example.com')).toBe(expected);
  expect(expected).toMatch(/^[0-9a-f]{64}$/);
});

test('is one for all the ways in which an address is written', async () => {
  const hashes = await Promise.all(
    ['zo\u00eb@example.com', ' ZOE\u0308@example.com ', 'zoe\u0308@EXAMPLE.COM'].map((email) =>
      subjectHash(secret, email),
    ),
  );
  // \u00cb is no letter of A to Z: the capital one is another address, to us and to the database.
  expect(hashes[0]).toBe(hashes[2]);
  expect(hashes[0]).not.toBe(hashes[1]);
});

test('differs with the address and with the secret', async () => {
  const hashes = await Promise.all([
    subjectHash(secret, 'ada@example.com'),
    subjectHash(secret, 'ada@example.org'),
    subjectHash('t'.repeat(32), 'ada@example.com'),
  ]);
  expect(new Set(hashes).size).toBe(3);
});
