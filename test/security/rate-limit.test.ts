import { describe, expect, test } from 'vitest';
import { unstable_readConfig as readWranglerFile } from 'wrangler';
import { z } from 'zod';
import { networkOf, type RateLimitName, ratePeriodSeconds } from '../../functions/rate-limit.ts';

const simple = z.object({ limit: z.number(), period: z.number() });
const settings = z.object({ ratelimits: z.array(z.object({ name: z.string(), namespace_id: z.string(), simple })) });

const limits = {
  RATE_LIMIT_SIGN_IN: 20,
  RATE_LIMIT_PAGE_VIEWS: 600,
  RATE_LIMIT_FIGURES: 60,
} as const satisfies Record<RateLimitName, number>;

describe.each([undefined, 'production'])('the rate limits of wrangler.toml (environment %s)', (env) => {
  const { ratelimits } = settings.parse(readWranglerFile({ config: 'wrangler.toml', ...(env ? { env } : {}) }));

  test('are those that the Worker asks, with the numbers that it was written for', () => {
    expect(Object.fromEntries(ratelimits.map(({ name, simple }) => [name, simple.limit]))).toEqual(limits);
    expect(ratelimits.every(({ simple }) => simple.period === ratePeriodSeconds)).toBe(true);
  });

  test('count apart: each has a namespace of its own', () => {
    expect(new Set(ratelimits.map(({ namespace_id }) => namespace_id)).size).toBe(ratelimits.length);
  });
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['2001:db8::', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['::ffff:203.0.113.7', '::ffff:203.0.113.7'],
  ['', ''],
])('the network of %j is %j', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
