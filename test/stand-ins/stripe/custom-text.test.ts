import { expect, test } from 'vitest';
import { customText } from './custom-text.ts';

test('links and bold words are what they are on Stripe’s page, and all else is text', () => {
  expect(customText('Read **all** of [our <terms>](https://shop.example/terms/?a=1&b=2) & more').source).toBe(
    'Read <strong>all</strong> of <a href="https://shop.example/terms/?a=1&amp;b=2" target="_blank" rel="noopener">our &lt;terms&gt;</a> &amp; more',
  );
  expect(customText('[x](javascript:alert)').source).toBe('[x](javascript:alert)');
});
