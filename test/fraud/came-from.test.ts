import { expect, test } from 'vitest';
import { cameFrom } from '../../functions/fraud/origin/came-from.ts';

function from(address: string | undefined, cf?: unknown, country?: string) {
  const headers = new Headers();
  if (address !== undefined) headers.set('CF-Connecting-IP', address);
  if (country !== undefined) headers.set('CF-IPCountry', country);
  return cameFrom({ headers, ...(cf === undefined ? {} : { cf }) });
}

test.each([
  ['198.51.100.7', '198.51.100.7'],
  ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
])('of %s is kept %s', (given, kept) => {
  expect(from(given).address).toBe(kept);
});

test.each([
  ['none', undefined],
  ['an empty one', ''],
  ['this machine', '127.0.0.1'],
  ['this machine in IPv6', '::1'],
  ['a network of one’s own', '192.168.1.4'],
  ['one of one’s own in IPv6', 'fd00::1'],
  ['words', 'unknown'],
  ['two', '198.51.100.7, 203.0.113.9'],
  ['something endless', '1'.repeat(100_000)],
  ['markup', '<script>1.2.3.4</script>'],
])('an address that is %s is none, and stops nobody', (_, given) => {
  expect(from(given)).toEqual({ address: '', country: 'XX' });
});

test('[collect.ip-address] the country is the host’s, and nothing finer is read', () => {
  const place = { country: 'FR', city: 'Paris', region: 'Île-de-France', postalCode: '75002', latitude: '48.9' };
  expect(from('198.51.100.7', place, 'US')).toEqual({ address: '198.51.100.7', country: 'FR' });
  expect(from('198.51.100.7', undefined, 'US')).toEqual({ address: '198.51.100.7', country: 'US' });
  expect(from('198.51.100.7', undefined, 'T1').country).toBe('T1');
  for (const odd of ['fr', 'FRA', '', '11']) expect(from(undefined, { country: odd }).country).toBe('XX');
  expect(from(undefined, { country: undefined }).country).toBe('XX');
});
