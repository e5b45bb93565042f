import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { marketingWording, marketingWordings, wordingOf } from '../../src/policy/marketing-wording.ts';

/**
 * The words of each version, as the first twelve digits of their SHA-256: what somebody agreed to is not changed
 * afterwards. A new wording is a new version, and gets a line here.
 */
const wordsOfVersion: Readonly<Record<number, string>> = { 1: 'a9915189c0df' };

test('[basis.consent] every wording that was ever asked can be shown, and none was changed under its version', () => {
  const digests = marketingWordings.map(({ version, text }) => [
    version,
    createHash('sha256').update(text).digest('hex').slice(0, 12),
  ]);
  expect(Object.fromEntries(digests)).toEqual(wordsOfVersion);
  for (const { version, text } of marketingWordings) expect(wordingOf(version)).toBe(text);
});

test('the one that is asked now is the newest', () => {
  expect(marketingWordings.at(-1)).toBe(marketingWording);
});

test('a version that there is not is no empty text', () => {
  expect(() => wordingOf(0)).toThrow('No wording has the version 0');
});
