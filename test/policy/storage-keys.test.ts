import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { storageKeys } from '../../src/policy/storage-keys.ts';

const policy = readFileSync(new URL('../../src/policy/privacy-policy.txt', import.meta.url), 'utf8');

it('the declared storage keys are the rows of the policy, word for word', () => {
  const rows = policy.split('\n').filter((line) => /^\| (Essential|Preferences) \|/.test(line));
  const declared = Object.entries(storageKeys).map(
    ([name, key]) => `| ${key.type} | ${name} | ${key.purpose} | ${key.store} (${key.duration}) |`,
  );
  expect(rows).toHaveLength(4);
  expect(declared.sort()).toEqual(rows.sort());
});
