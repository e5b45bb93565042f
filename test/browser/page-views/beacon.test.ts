import { afterEach, describe, expect, it, vi } from 'vitest';

/** The beacon asks for objections in its own, smaller way: it must come to the answer of src/browser/objection.ts. */

const number = 'c1e6ac5b-de91-4280-ab45-787d0a98af01';
const token = 'k'.repeat(43);
const fresh = () => `${number}.${Date.now()}.${Date.now()}`;

afterEach(() => vi.unstubAllGlobals());

/** A store as browsers have it: its keys are its properties. */
function store(content: Record<string, string>): Storage {
  const methods = {
    getItem: (key: string) => content[key] ?? null,
    setItem: (key: string, value: string) => {
      content[key] = value;
    },
    removeItem: (key: string) => {
      delete content[key];
    },
  };
  return Object.setPrototypeOf(content, methods);
}

async function open(browser: object, session: Record<string, string>, local: Record<string, string>) {
  const sendBeacon = vi.fn(() => true);
  vi.stubGlobal('navigator', { ...browser, sendBeacon });
  vi.stubGlobal('sessionStorage', store(session));
  vi.stubGlobal('localStorage', store(local));
  vi.stubGlobal('document', { hidden: false, referrer: '', hasFocus: () => true });
  vi.stubGlobal('location', { pathname: '/', search: '' });
  vi.stubGlobal('addEventListener', vi.fn());
  vi.resetModules();
  const { mayCount } = await import('../../../src/browser/objection.ts');
  const may = mayCount();
  await import('../../../src/browser/page-views/beacon.ts');
  return { may, isCounted: sendBeacon.mock.calls.length > 0, kept: session['lg_sid'] };
}

const browsers = [
  { doNotTrack: null },
  { doNotTrack: 'unspecified', globalPrivacyControl: false },
  { doNotTrack: '0' },
  { doNotTrack: '1' },
  { doNotTrack: null, globalPrivacyControl: true },
];
const sids = ['none', 'objected', 'a number', 'nonsense'] as const;
const logins: readonly Record<string, string>[] = [
  {},
  { lg_session: token },
  { lg_session: `${token}.objected` },
  { lg_session: `${'k'.repeat(35)}objected` },
];
const cases = browsers.flatMap((browser) =>
  sids.flatMap((sid) =>
    logins.map((login) => [JSON.stringify(browser), sid, JSON.stringify(login), { browser, sid, login }] as const),
  ),
);

describe('the beacon and the objection agree', () => {
  it.each(cases)('with %s, %s in lg_sid and %s', async (_browser, _sid, _login, { browser, sid, login }) => {
    const held = { none: undefined, objected: 'objected', 'a number': fresh(), nonsense: '8f14e45f' }[sid];
    const { may, isCounted, kept } = await open(browser, held === undefined ? {} : { lg_sid: held }, { ...login });
    expect(isCounted).toBe(may);
    if (may) expect(kept).toMatch(/^[\da-f-]{36}\.\d{13}\.\d{13}$/);
    else expect(kept).toBe(held === 'objected' ? 'objected' : undefined);
  });
});

it('goes on with a number that is alive, and not with nonsense', async () => {
  expect((await open({ doNotTrack: null }, { lg_sid: fresh() }, {})).kept).toContain(number);
  expect((await open({ doNotTrack: null }, { lg_sid: `${number}.x.y` }, {})).kept).not.toContain(number);
});
