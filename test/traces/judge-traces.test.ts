import { expect, test } from 'vitest';
import { judgeTraces, missedRoutes } from './judge-traces.ts';
import type { Trace } from './trace.ts';

const origins = { shop: 'https://shop.example', elsewhere: ['https://pay.example'] };
const declared = {
  keys: {
    cart: { store: 'localStorage' },
    visit: { store: 'sessionStorage' },
    login: { store: 'localStorage' },
    lg_sid: { store: 'sessionStorage' },
  },
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

const view = {
  view: '341ec254-8666-412e-b33c-7669cb63706e',
  session: 'c1e6ac5b-de91-4280-ab45-787d0a98af01',
  path: '/terms/',
  referrer: 'https://elsewhere.example/',
  search: '?utm_source=letter',
  ms: 0,
};
const seen = (change: object): Trace => ask('https://shop.example/api/page-views', { body: JSON.stringify(change) });
const visit = (value: string): Trace => ({ kind: 'key', place, store: 'sessionStorage', key: 'lg_sid', value });

test('what the policy names is no breach', () => {
  const kept = judge(
    { kind: 'key', place, store: 'localStorage', key: 'cart', value: '' },
    { kind: 'key', place, store: 'sessionStorage', key: 'visit', value: '' },
    ask('https://shop.example/x.js'),
    ask('https://shop.example/api/page-views', { body: JSON.stringify(view) }),
    {
      kind: 'key',
      place,
      store: 'sessionStorage',
      key: 'lg_sid',
      value: `${view.session}.1795720251102.1795720251125`,
    },
    { kind: 'key', place, store: 'sessionStorage', key: 'lg_sid', value: 'objected' },
    ask('data:image/svg+xml,x'),
    ask('https://pay.example/c/1', { isNavigation: true }),
    ask('https://pay.example/style.css', { askedBy: 'https://pay.example' }),
  );
  expect(kept).toBe('');
});

test.each<[Trace, RegExp]>([
  [
    { kind: 'key', place, store: 'localStorage', key: 'tracker', value: '' },
    /localStorage has the key tracker at \/bag\/.*\[storage\.cart\] \[storage\.visit\]/,
  ],
  [{ kind: 'key', place, store: 'localStorage', key: 'toString', value: '' }, /the key toString/],
  [
    { kind: 'key', place, store: 'localStorage', key: 'visit', value: '' },
    /\[storage\.visit\] visit is in localStorage/,
  ],
  [{ kind: 'key', place, store: 'localStorage', key: 'login', value: '' }, /\[storage\.login\] login is written/],
  [{ kind: 'cookie', place, name: 'id', from: 'an answer' }, /\[storage\.no-cookies\] a cookie, id, is in an answer/],
  [{ kind: 'database', place, name: 'db' }, /a database, db/],
  [{ kind: 'cache', place, name: 'v1' }, /a cache, v1/],
  [{ kind: 'service worker', place, name: '/' }, /a service worker/],
  [ask('https://pixel.example/p.gif'), /\[storage\.no-trackers\] \/bag\/, with a bag asked https:\/\/pixel\.example/],
  [ask('https://pay.example/frame'), /asked https:\/\/pay\.example/],
  [ask('https://pixel.example/', { isNavigation: true }), /asked https:\/\/pixel\.example/],
  [ask('https://pixel.example/', { askedBy: 'https://pay.example' }), /asked https:\/\/pixel\.example/],
  [ask('wss://shop.example/live'), /asked wss:\/\/shop\.example/],
  [seen({ ...view, screen: '390 × 844' }), /told more of a view/],
  [seen({ ...view, ms: -1 }), /told more of a view/],
  [seen({ ...view, ms: 1.5 }), /told more of a view/],
  [seen({ ...view, session: 'somebody@example.com' }), /told more of a view/],
  [seen({ ...view, session: view.view }), /told more of a view/],
  [seen({ ...view, path: '/order/#LG-1' }), /told more of a view/],
  [seen({ ...view, search: '?'.repeat(501) }), /told more of a view/],
  [ask('https://shop.example/api/page-views'), /told more of a view/],
  [ask('https://shop.example/api/page-views?id=1', { body: JSON.stringify(view) }), /told more of a view/],
  [visit(view.session), /lg_sid holds/],
  [visit(`${view.session}.1795720251102.1795720251125.390x844`), /lg_sid holds/],
  [visit('somebody.1795720251102.1795720251125'), /lg_sid holds/],
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
