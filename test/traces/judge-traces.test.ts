import { expect, test } from 'vitest';
import { judgeTraces, missedRoutes } from './judge-traces.ts';
import type { Trace } from './trace.ts';

const origins = { shop: 'https://shop.example', elsewhere: ['https://pay.example'] };
const declared = {
  keys: { cart: { store: 'localStorage' }, visit: { store: 'sessionStorage' }, login: { store: 'localStorage' } },
  notYet: ['login'],
} as const;
const place = '/bag/, with a bag';
const judge = (...traces: readonly Trace[]) => judgeTraces(traces, declared, origins).join('\n');
const ask = (address: string, change: Partial<Extract<Trace, { kind: 'request' }>> = {}): Trace => ({
  kind: 'request',
  place,
  address,
  askedBy: origins.shop,
  isNavigation: false,
  ...change,
});

test('what the policy names is no breach', () => {
  const kept = judge(
    { kind: 'key', place, store: 'localStorage', key: 'cart' },
    { kind: 'key', place, store: 'sessionStorage', key: 'visit' },
    ask('https://shop.example/x.js'),
    ask('data:image/svg+xml,x'),
    ask('https://pay.example/c/1', { isNavigation: true }),
    ask('https://pay.example/style.css', { askedBy: 'https://pay.example' }),
  );
  expect(kept).toBe('');
});

test.each<[Trace, RegExp]>([
  [
    { kind: 'key', place, store: 'localStorage', key: 'tracker' },
    /localStorage has the key tracker at \/bag\/.*\[storage\.cart\] \[storage\.visit\]/,
  ],
  [{ kind: 'key', place, store: 'localStorage', key: 'toString' }, /the key toString/],
  [{ kind: 'key', place, store: 'localStorage', key: 'visit' }, /\[storage\.visit\] visit is in localStorage/],
  [{ kind: 'key', place, store: 'localStorage', key: 'login' }, /\[storage\.login\] login is written/],
  [{ kind: 'cookie', place, name: 'id', from: 'an answer' }, /\[storage\.no-cookies\] a cookie, id, is in an answer/],
  [{ kind: 'database', place, name: 'db' }, /a database, db/],
  [{ kind: 'cache', place, name: 'v1' }, /a cache, v1/],
  [{ kind: 'service worker', place, name: '/' }, /a service worker/],
  [ask('https://pixel.example/p.gif'), /\[storage\.no-trackers\] \/bag\/, with a bag asked https:\/\/pixel\.example/],
  [ask('https://pay.example/frame'), /asked https:\/\/pay\.example/],
  [ask('https://pixel.example/', { isNavigation: true }), /asked https:\/\/pixel\.example/],
  [ask('https://pixel.example/', { askedBy: 'https://pay.example' }), /asked https:\/\/pixel\.example/],
  [ask('wss://shop.example/live'), /asked wss:\/\/shop\.example/],
  [ask('http://shop.example/'), /asked http:\/\/shop\.example/],
])('%o is one, with its place and its sentence', (trace, words) => {
  expect(judge(trace)).toMatch(words);
});

test('a recorder that saw nothing, a page that was left out and a build without pages are said', () => {
  expect(judge()).toMatch(/saw nothing/);
  expect(missedRoutes('fresh', new Set(['/']), ['/', '/bag/'])).toEqual([
    '/bag/ was not visited fresh: 1 of 2 pages were.',
  ]);
  expect(missedRoutes('fresh', new Set(['/']), ['/'])).toEqual([]);
  expect(missedRoutes('fresh', new Set(), [])).not.toEqual([]);
});
