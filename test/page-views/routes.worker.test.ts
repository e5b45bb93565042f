import type { Queue, R2Bucket } from '@cloudflare/workers-types';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type PageView, pageView } from '../../functions/page-views/page-view.ts';
import { apiPaths, paths } from '../../src/paths.ts';
import { beacon, type OpenDoor, openDoor, siteOrigin } from './open-door.ts';

let door: OpenDoor;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
afterEach(() => {
  door.queued.splice(0);
  vi.restoreAllMocks();
});

const problemOf = async (response: Response) => ({
  status: response.status,
  type: response.headers.get('Content-Type'),
  text: await response.text(),
});

test('a view is answered 204, and queued as coarse words', async () => {
  const said = beacon({ path: '/jewellery/', referrer: 'https://www.google.com/search?q=ring', ms: 5_000 });
  const before = Date.now();
  const response = await door.post(said, { 'CF-IPCountry': 'FR' });
  expect(response.status).toBe(204);
  expect(await response.text()).toBe('');
  const [message] = door.queued;
  expect(pageView.parse(message)).toEqual({
    view: said.view,
    session: expect.stringMatching(/^[\w-]{22}$/),
    openedAt: expect.toSatisfy((at: number) => at >= before - 5_000 && at <= Date.now() - 5_000),
    path: '/jewellery/',
    country: 'FR',
    device: 'phone',
    browser: 'safari',
    system: 'ios',
    source: 'search',
    medium: 'none',
    campaign: 'none',
    milliseconds: 5_000,
  });
});

test('a tab has one name on one day, and another tab another', async () => {
  const session = crypto.randomUUID();
  for (const one of [session, session.toUpperCase(), crypto.randomUUID()]) await door.post(beacon({ session: one }));
  const [first, second, other] = door.queued.map((message) => message.session);
  expect(second).toBe(first);
  expect(other).not.toBe(first);
});

test('a beacon that comes twice is queued under the same view, which storage keeps once', async () => {
  const said = beacon();
  await door.post(said);
  await door.post(said);
  expect(new Set(door.queued.map(({ view }) => view)).size).toBe(1);
});

test('application/json is taken too, and so is a body of unknown length', async () => {
  expect((await door.post(beacon(), { 'Content-Type': 'application/json' })).status).toBe(204);
  expect((await door.post(beacon(), { 'Content-Length': '' })).status).toBe(204);
  expect(door.queued).toHaveLength(2);
});

test('a link of the house’s gives source, medium and campaign where they are of the lists', async () => {
  const search = '?utm_source=instagram&utm_medium=paid-social&utm_campaign=opening&utm_content=ada';
  await door.post(beacon({ search, referrer: 'https://l.instagram.com/' }));
  await door.post(beacon({ search: '?utm_source=ada&utm_campaign=ada', referrer: 'https://news.example.org/' }));
  expect(door.queued).toMatchObject([
    { source: 'instagram', medium: 'paid-social', campaign: 'opening' },
    { source: 'example.org', medium: 'none', campaign: 'none' },
  ]);
});

test('queries and fragments of a path are dropped', async () => {
  await door.post(beacon({ path: '/bag/?secret=1#place' }));
  expect(door.queued).toMatchObject([{ path: '/bag/' }]);
});

test.each([
  ['/fr/bag/', '/bag/'],
  ['/zh/', '/'],
  ['/de/jewellery/?of=gold', '/jewellery/'],
])('%s is counted as %s: a page is one in all its languages', async (seen, path) => {
  await door.post(beacon({ path: seen }));
  expect(door.queued).toMatchObject([{ path }]);
});

test('time is held to the four hours that a session lasts', async () => {
  await door.post(beacon({ ms: 5 * 60 * 60_000 }));
  expect(door.queued).toMatchObject([{ milliseconds: 4 * 60 * 60_000 }]);
});

test.each([
  ['the host’s word', 'DE', 'DE'],
  ['Tor', 'T1', 'T1'],
  ['nothing', '', 'XX'],
  ['what is no country', 'de; DROP', 'XX'],
])('country: %s', async (_, header, country) => {
  await door.post(beacon(), { 'CF-IPCountry': header });
  expect(door.queued).toMatchObject([{ country }]);
});

describe('answered 204, and not counted', () => {
  test.each<[string, Record<string, string>]>([
    ['Global Privacy Control', { 'Sec-GPC': '1' }],
    ['Do Not Track', { DNT: '1' }],
    ['a bot', { 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
    ['nobody’s browser', { 'User-Agent': '' }],
    ['the staff, by cookie', { Cookie: 'a=b; CF_Authorization=token' }],
    ['the staff, by the sign-in’s header', { 'Cf-Access-Jwt-Assertion': 'token' }],
  ])('%s', async (_, headers) => {
    expect((await door.post(beacon(), headers)).status).toBe(204);
    expect(door.queued).toEqual([]);
  });

  test('a site that forges visits', async () => {
    expect((await door.post(beacon({ referrer: 'https://free.1-99seo.com/' }))).status).toBe(204);
    expect(door.queued).toEqual([]);
  });
});

describe('refused, and nothing queued', () => {
  const canary = 'canary-7f3a';
  test.each<[string, unknown, Record<string, string>, number]>([
    ['no JSON', `{"view": ${canary}`, {}, 400],
    ['an empty body', '', {}, 400],
    ['null', 'null', {}, 400],
    ['a list', [beacon()], {}, 400],
    ['a number', '7', {}, 400],
    ['another media type', beacon(), { 'Content-Type': 'text/html' }, 415],
    ['a form', beacon(), { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ['no media type', beacon(), { 'Content-Type': '' }, 415],
    ['too many bytes', beacon({ referrer: 'a'.repeat(2_048) }), {}, 413],
    ['too many bytes of unknown length', beacon({ referrer: 'a'.repeat(2_048) }), { 'Content-Length': 'many' }, 413],
    ['too many bytes that claim to be few', beacon({ referrer: 'a'.repeat(2_048) }), { 'Content-Length': '9' }, 413],
    ['another site’s page', beacon(), { Origin: 'https://evil.example' }, 400],
    ['our name with another scheme', beacon(), { Origin: 'http://shop.example' }, 400],
    ['a page without an origin', beacon(), { Origin: 'null' }, 400],
    ['a key more', beacon({ [canary]: 1 }), {}, 400],
    ['a key less', { ...beacon(), ms: undefined }, {}, 400],
    ['__proto__', JSON.stringify(beacon()).replace('{', '{"__proto__":{"ms":1},'), {}, 400],
    ['constructor', beacon({ constructor: {} }), {}, 400],
    ['a view that is no UUID', beacon({ view: canary }), {}, 400],
    ['a session that is no UUID', beacon({ session: `${canary}'; DROP TABLE page_views` }), {}, 400],
    ['negative time', beacon({ ms: -1 }), {}, 400],
    ['time since the epoch', beacon({ ms: Date.now() }), {}, 400],
    ['time without end', JSON.stringify(beacon()).replace('"ms":0', '"ms":1e999'), {}, 400],
    ['half a millisecond', beacon({ ms: 0.5 }), {}, 400],
    ['time in words', beacon({ ms: '5' }), {}, 400],
    ['a long referrer', beacon({ referrer: 'a'.repeat(501) }), {}, 400],
    ['a header’s end', beacon({ referrer: 'https://a.example/\r\nSet-Cookie: a=b' }), {}, 400],
    ['a line’s end in the path', beacon({ path: '/bag/\n' }), {}, 400],
    ['NUL', beacon({ search: '?a=\0' }), {}, 400],
    ['an unknown path', beacon({ path: `/${canary}/` }), {}, 404],
    ['a path of another case', beacon({ path: '/BAG/' }), {}, 404],
    ['a path outside', beacon({ path: '/../bag/' }), {}, 404],
    ['a prototype’s path', beacon({ path: '/__proto__' }), {}, 404],
    ['a language that the shop has not', beacon({ path: '/es/bag/' }), {}, 404],
    ['a language twice', beacon({ path: '/fr/fr/bag/' }), {}, 404],
    ['an order in French', beacon({ path: `/fr${paths.order(canary)}` }), {}, 404],
    ['an order', beacon({ path: paths.order(canary) }), {}, 404],
    ['an account', beacon({ path: paths.accountSignIn }), {}, 404],
    ['a request', beacon({ path: paths.privacyRequestStatus(canary) }), {}, 404],
    ['the desk', beacon({ path: paths.staffPageViews }), {}, 404],
  ])('%s', async (_, body, headers, status) => {
    const refusal = await problemOf(await door.post(body, headers));
    expect(refusal).toMatchObject({ status, type: 'application/problem+json' });
    expect(refusal.text).not.toContain(canary);
    expect(door.queued).toEqual([]);
  });

  test('a thousand distinct paths', async () => {
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, (_, place) => door.post(beacon({ path: `/pieces/piece-${place}/` }))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect(door.queued).toEqual([]);
  });

  test('a network that asks too often, before anything of it is read', async () => {
    const asked: string[] = [];
    const limit = ({ key }: { readonly key: string }) => {
      asked.push(key);
      return Promise.resolve({ success: false });
    };
    const headers = { 'CF-Connecting-IP': '2001:db8:1:2:3:4:5:6' };
    const response = await door.post('garbage', headers, { bindings: { RATE_LIMIT_PAGE_VIEWS: { limit } } });
    expect(response.status).toBe(429);
    expect(asked).toEqual(['2001:db8:1:2']);
  });
});

describe('an outage loses the count and nothing else', () => {
  const lost = new Error('canary-7f3a could not be sent');
  const fails = () => Promise.reject(lost);

  test.each([
    ['the queue', { PAGE_VIEW_QUEUE: { send: fails } as unknown as Queue<PageView> }],
    ['the bucket of the secrets', { ANALYTICS_KEYS: { get: fails, put: fails } as unknown as R2Bucket }],
  ])('%s', async (_, bindings) => {
    const logged = vi.spyOn(console, 'error').mockReturnValue();
    const said = beacon({ referrer: 'https://canary.example/' });
    expect((await door.post(said, {}, { bindings })).status).toBe(204);
    expect(door.queued).toEqual([]);
    expect(logged).toHaveBeenCalledExactlyOnceWith({
      message: 'A page view could not be counted',
      name: 'Error',
      frames: expect.any(Array),
    });
    expect(JSON.stringify(logged.mock.calls)).not.toMatch(/canary-7f3a|canary\.example/);
    expect(JSON.stringify(logged.mock.calls)).not.toContain(said.session);
  });

  test('the bucket comes back, and the next view is counted', async () => {
    await door.post(beacon());
    expect(door.queued).toHaveLength(1);
  });
});

test('of a thousand marked views nothing marked reaches the queue', async () => {
  const marks = { address: '203.0.113.77', agent: 'Mark9c1', word: 'mark9c1' };
  const sessions = Array.from({ length: 1_000 }, () => crypto.randomUUID());
  for (const session of sessions) {
    await door.post(
      beacon({
        session,
        path: '/bag/?mark9c1=1',
        referrer: 'https://mark9c1:mark9c1@mark9c1.example.org/mark9c1?mark9c1#mark9c1',
        search: '?utm_source=mark9c1&utm_medium=mark9c1&utm_campaign=mark9c1&q=mark9c1',
      }),
      {
        'CF-Connecting-IP': marks.address,
        'X-Forwarded-For': marks.address,
        'User-Agent': `Mozilla/5.0 (Linux; Android 16; ${marks.agent}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Mobile Safari/537.36`,
        'Accept-Language': marks.word,
        Cookie: `${marks.word}=1`,
        Referer: `${siteOrigin}/${marks.word}`,
      },
    );
  }
  const text = JSON.stringify(door.queued).toLowerCase();
  expect(door.queued).toHaveLength(1_000);
  for (const mark of [marks.address, marks.agent.toLowerCase(), marks.word]) expect(text).not.toContain(mark);
  expect(sessions.filter((session) => text.includes(session))).toEqual([]);
});

describe('forgetting', () => {
  test('a visit’s rows go, of today and of yesterday, and other visits stay', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-12-01T23:50:00Z') });
    const session = crypto.randomUUID();
    await door.post(beacon({ session }));
    vi.setSystemTime(Date.parse('2026-12-02T00:10:00Z'));
    await door.post(beacon({ session }));
    await door.post(beacon());
    const names = door.queued.map((message) => message.session);
    expect(new Set(names).size).toBe(3);
    await storeAll(door.queued);
    const wish = () => door.post({ session }, { 'Sec-GPC': '1' }, { path: apiPaths.pageViewsForget });
    expect((await wish()).status).toBe(204);
    expect((await wish()).status).toBe(204);
    vi.useRealTimers();
    expect(await sessionsOf('page_views')).toEqual([names[2]]);
    expect(await sessionsOf('forgotten_sessions')).toEqual(names.slice(0, 2).sort());
  });

  test.each<[string, unknown, Record<string, string>, number]>([
    ['garbage', 'garbage', {}, 400],
    ['no UUID', { session: 'a' }, {}, 400],
    ['more than the session', beacon(), {}, 400],
    ['another site’s page', { session: crypto.randomUUID() }, { Origin: 'https://evil.example' }, 400],
    ['too many bytes', { session: 'a'.repeat(3_000) }, {}, 413],
  ])('refused: %s', async (_, body, headers, status) => {
    const refusal = await problemOf(await door.post(body, headers, { path: apiPaths.pageViewsForget }));
    expect(refusal).toMatchObject({ status, type: 'application/problem+json' });
  });
});

async function storeAll(messages: readonly PageView[]): Promise<void> {
  const { ANALYTICS } = door.bindings;
  const statement = ANALYTICS.prepare(
    `INSERT INTO page_views (view, session, opened_at, path, country, device, browser, system, source, medium, campaign,
       milliseconds)
     VALUES (?1, ?2, ?3, '/', 'XX', 'other', 'other', 'other', 'direct', 'none', 'none', 0)`,
  );
  await ANALYTICS.batch(messages.map(({ view, session, openedAt }) => statement.bind(view, session, openedAt)));
}

async function sessionsOf(table: 'page_views' | 'forgotten_sessions'): Promise<readonly string[]> {
  const { results } = await door.bindings.ANALYTICS.prepare(`SELECT session FROM ${table} ORDER BY session`).all<{
    session: string;
  }>();
  return results.map(({ session }) => session);
}
