import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** A store as browsers have it; `refuses` makes it throw as blocked storage does. */
class BrowserStore {
  readonly content = new Map<string, string>();
  refuses = false;
  getItem(key: string): string | null {
    this.#open();
    return this.content.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#open();
    this.content.set(key, value);
  }
  removeItem(key: string): void {
    this.#open();
    this.content.delete(key);
  }
  #open(): void {
    if (this.refuses) throw new Error('SecurityError');
  }
}

let session: BrowserStore;
let local: BrowserStore;

beforeEach(() => {
  session = new BrowserStore();
  local = new BrowserStore();
  vi.stubGlobal('sessionStorage', session);
  vi.stubGlobal('localStorage', local);
  vi.stubGlobal('navigator', { doNotTrack: null });
  vi.resetModules();
});
afterEach(() => vi.unstubAllGlobals());

describe('whether a visit may be counted', () => {
  it('is yes for a browser that asks for nothing and a shopper who has not objected', async () => {
    const { mayCount } = await import('../../src/browser/objection.ts');
    expect(mayCount()).toBe(true);
    session.setItem('lg_sid', 'a-number');
    expect(mayCount()).toBe(true);
  });

  it.each([
    ['Global Privacy Control', { doNotTrack: null, globalPrivacyControl: true }, 'global-privacy-control'],
    ['Do Not Track', { doNotTrack: '1', globalPrivacyControl: false }, 'do-not-track'],
  ])('is no with %s, even beside an identifier', async (_, browser, reason) => {
    vi.stubGlobal('navigator', browser);
    session.setItem('lg_sid', 'a-number');
    const { mayCount, whyNotCounted } = await import('../../src/browser/objection.ts');
    expect(mayCount()).toBe(false);
    expect(whyNotCounted()).toBe(reason);
  });

  it('is no from the moment of an objection, which takes the identifier with it', async () => {
    const { mayCount, object, whyNotCounted } = await import('../../src/browser/objection.ts');
    session.setItem('lg_sid', 'a-number');
    object();
    expect(mayCount()).toBe(false);
    expect(whyNotCounted()).toBe('objected');
    expect([...session.content]).toEqual([['lg_sid', 'objected']]);
  });

  it('is yes again when the objection is taken back, with nothing left behind', async () => {
    const { mayCount, object, takeBackObjection } = await import('../../src/browser/objection.ts');
    object();
    takeBackObjection();
    expect(mayCount()).toBe(true);
    expect(session.content.size).toBe(0);
  });

  it('is no while an account that objects is signed in, and its session alone says so', async () => {
    const { mayCount, whyNotCounted, takeBackObjection } = await import('../../src/browser/objection.ts');
    const token = 'k'.repeat(43);
    local.setItem('lg_session', token);
    expect(mayCount()).toBe(true);
    local.setItem('lg_session', `${token}.objected`);
    session.setItem('lg_sid', 'a-number');
    expect(whyNotCounted()).toBe('objected');
    takeBackObjection();
    expect(whyNotCounted()).toBe('objected');
    expect([...session.content]).toEqual([['lg_sid', 'a-number']]);
    local.removeItem('lg_session');
    expect(mayCount()).toBe(true);
  });

  it('is no for the rest of the tab when a session that objected is forgotten', async () => {
    const { mayCount, objectStill } = await import('../../src/browser/objection.ts');
    objectStill();
    expect(mayCount()).toBe(true);
    local.setItem('lg_session', `${'k'.repeat(43)}.objected`);
    objectStill();
    local.removeItem('lg_session');
    expect(mayCount()).toBe(false);
    expect([...session.content]).toEqual([['lg_sid', 'objected']]);
  });

  it('is yes beside a session whose token only looks like an objection', async () => {
    const { mayCount } = await import('../../src/browser/objection.ts');
    local.setItem('lg_session', `${'k'.repeat(35)}objected`);
    expect(mayCount()).toBe(true);
  });

  it('is no where the browser keeps nothing, because it could keep no objection', async () => {
    session.refuses = true;
    const { mayCount, whyNotCounted } = await import('../../src/browser/objection.ts');
    expect(mayCount()).toBe(false);
    expect(whyNotCounted()).toBe('no-storage');
  });

  it('is no on this page at least when an objection could not be stored', async () => {
    const { object, whyNotCounted } = await import('../../src/browser/objection.ts');
    vi.spyOn(session, 'setItem').mockImplementation(() => {
      throw new Error('QuotaExceededError');
    });
    object();
    expect(whyNotCounted()).toBe('objected');
  });
});

it('taking back an objection that was never made leaves an identifier alone', async () => {
  const { takeBackObjection } = await import('../../src/browser/objection.ts');
  session.setItem('lg_sid', 'a-number');
  takeBackObjection();
  expect([...session.content]).toEqual([['lg_sid', 'a-number']]);
});
