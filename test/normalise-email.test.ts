import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { normaliseEmail } from '../functions/normalise-email.ts';

test.each([
  [' Ada@Example.COM\n', 'ada@example.com'],
  ['\u00a0ada@example.com\u3000', 'ada@example.com'],
  ['ADA+Shop@EXAMPLE.com', 'ada+shop@example.com'],
  // Composed and decomposed are one address.
  ['zoe\u0308@example.com', 'zo\u00eb@example.com'],
  // The Kelvin and the Ångström sign are other code points of K and Å; only A to Z change their case.
  ['\u212aelvin@example.com', 'kelvin@example.com'],
  ['\u212bngstrom@example.com', '\u00c5ngstrom@example.com'],
  ['\u0130stanbul@example.com', '\u0130stanbul@example.com'],
  ['', ''],
])('%j is kept as %j', (given, kept) => {
  expect(normaliseEmail(given)).toBe(kept);
  expect(normaliseEmail(kept), 'and stays so').toBe(kept);
});

test('is what the database’s lower() makes of the same address', () => {
  const lower = new DatabaseSync(':memory:').prepare('SELECT lower(?) AS kept');
  const letters = Array.from({ length: 0x24f }, (_, code) => String.fromCharCode(code + 1));
  for (const letter of letters) {
    const address = `x${letter}X@Example.com`.normalize('NFC');
    expect(lower.get(address), JSON.stringify(address)).toEqual({ kept: normaliseEmail(address) });
  }
});
