import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { letters } from '../../functions/mail/letters.ts';
import { orderMoves } from '../../src/orders/order-states.ts';

const written = readFileSync(new URL('../../docs/letters.md', import.meta.url), 'utf8');
const rows = written
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

test('the table of letters has every step of an order, once, in order', () => {
  expect(rows.map(([, step]) => step)).toEqual(Object.keys(orderMoves).map((move) => `\`${move}\``));
});

test('every step names a letter, or says why it is silent', () => {
  for (const [, step, letter, why] of rows) {
    expect(letter === '–' ? why : letter, `of ${step}`).toMatch(letter === '–' ? /^[A-Z].+\.$/ : /^`[a-z-]+`$/);
  }
});

test('every letter about an order is named there, and none that is not sent', () => {
  const about = /`((?:order|withdrawal)-[a-z-]+)`/g;
  const named = new Set([...written.matchAll(about)].map(([, kind]) => kind));
  const sent = Object.keys(letters).filter((kind) => /^(order|withdrawal)-/.test(kind));
  expect([...named].sort()).toEqual(sent.sort());
});
