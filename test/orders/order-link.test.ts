import { describe, expect, test } from 'vitest';
import { readOrderLink, signOrderLink } from '../../functions/orders/order-link.ts';
import { newOrderNumber, orderNumberPattern } from '../../functions/orders/order-number.ts';

const secret = 'a secret of thirty-two characters.';

describe('an order’s link', () => {
  test('opens its own order', async () => {
    const link = await signOrderLink(secret, 'LG-7K4M-92QX');
    expect(link).toMatch(/^LG-7K4M-92QX\.[\w-]{43}$/);
    expect(await readOrderLink(secret, link)).toBe('LG-7K4M-92QX');
  });

  test('opens nothing with another number, another secret, or a changed letter', async () => {
    const link = await signOrderLink(secret, 'LG-7K4M-92QX');
    const signature = link.split('.')[1] ?? '';
    expect(await readOrderLink(secret, `LG-7K4M-92QY.${signature}`)).toBeUndefined();
    expect(await readOrderLink('another secret of thirty-two chars.', link)).toBeUndefined();
    const changed = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    expect(await readOrderLink(secret, `LG-7K4M-92QX.${changed}`)).toBeUndefined();
  });

  test.each([
    '',
    '.',
    'LG-7K4M-92QX',
    'LG-7K4M-92QX.',
    `LG-7K4M-92QX.${'A'.repeat(43)}`,
    '…'.repeat(40),
    '__proto__.constructor',
  ])('opens nothing for %j', async (link) => {
    expect(await readOrderLink(secret, link)).toBeUndefined();
  });
});

describe('an order’s number', () => {
  test('is short, readable and doesn’t count', () => {
    const numbers = Array.from({ length: 2_000 }, newOrderNumber);
    expect(numbers.every((number) => orderNumberPattern.test(number))).toBe(true);
    expect(new Set(numbers).size).toBe(numbers.length);
    // Sorted by time of making, neighbours would share their first letters if the number counted.
    const firstLetters = new Set(numbers.map((number) => number.charAt(3)));
    expect(firstLetters.size).toBe(32);
  });
});
