import { expect, test } from 'vitest';
import type { OutboundCall } from '../../src/policy/outbound-calls.ts';
import type { OutboundRequest } from '../local/outbound.ts';
import { compareCalls } from './compare-calls.ts';
import { readCall } from './recorded-call.ts';

const declared: readonly OutboundCall[] = [
  {
    recipient: 'stripe',
    operation: 'POST /v1/checkout/sessions/:id/expire',
    sends: { 'lines[].name': 'transaction-records', mode: 'none' },
    headers: { authorization: 'none' },
    reads: {},
  },
];

const request: OutboundRequest = {
  from: 'shop',
  method: 'POST',
  url: 'https://api.stripe.com/v1/checkout/sessions/cs_test_a1B2c3D4/expire',
  headers: { authorization: 'Bearer x', 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'x' },
  body: 'lines[0][name]=Ring&lines[1][name]=Belt&mode=x',
};

const differences = (...changes: readonly Partial<OutboundRequest>[]) =>
  compareCalls(
    changes.map((change) => readCall({ ...request, ...change }, {})),
    declared,
  ).join('\n');

test('what is declared and sent, in full, makes no difference', () => {
  expect(differences({})).toBe('');
});

test.each<[string, Partial<OutboundRequest>, RegExp]>([
  ['a field', { body: `${request.body}&lines[0][engraving]=A` }, /\[share\.stripe\] .* sends lines\[\]\.engraving/],
  ['a query', { url: `${request.url}?email=a` }, /sends email, which is not declared/],
  ['a header', { headers: { ...request.headers, 'x-forwarded-for': '1' } }, /sends the header x-forwarded-for/],
  ['a body of another kind', { headers: { authorization: 'x' } }, /sends a body of no type/],
  ['an operation', { method: 'DELETE' }, /DELETE .* is not declared/],
  ['a host', { url: 'https://pixel.example/v1' }, /pixel\.example was called .* no recipient of section 5/],
  ['a neighbour of the host', { url: 'https://api.stripe.com.example/v1' }, /api\.stripe\.com\.example was called/],
])('%s that nobody declared is named', (_, change, words) => {
  expect(differences({}, change)).toMatch(words);
});

test.each<[string, Partial<OutboundRequest>, RegExp]>([
  ['a field', { body: 'mode=x' }, /declared to send lines\[\]\.name, and never did/],
  ['a header', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, /authorization, and never did/],
])('%s that was declared and never sent is named', (_, change, words) => {
  expect(differences(change)).toMatch(words);
});

test('a declared call that nobody made is named, and so is a run that saw none', () => {
  expect(differences({ method: 'DELETE' })).toMatch(/\/expire is declared, and no journey made the call/);
  expect(differences()).toMatch(/Not one call/);
});
