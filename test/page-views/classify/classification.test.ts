import { expect, test } from 'vitest';
import { measureClassification, type Share } from './classification.ts';

const measured = measureClassification();
const partOf = ({ right, of }: Share) => right / of;

test('of the bots that others have seen 99 % are caught', () => {
  expect(measured.botsCaught.of).toBeGreaterThan(2_000);
  expect(partOf(measured.botsCaught)).toBeGreaterThanOrEqual(0.99);
});

test('of the people with current phones, tablets and desktops at most 1 % are taken for bots', () => {
  expect(measured.people.of).toBeGreaterThan(10_000);
  expect(partOf(measured.people)).toBeGreaterThanOrEqual(0.99);
});

test.each(['device', 'browser', 'system'] as const)('the %s is right for 95 % of them', (kind) => {
  expect(measured[kind].of).toBeGreaterThan(9_000);
  expect(partOf(measured[kind])).toBeGreaterThanOrEqual(0.95);
});
