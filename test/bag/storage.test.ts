import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** A store as browsers have it; `refuses` makes it throw as private windows and full disks do. */
class BrowserStore {
  readonly content = new Map<string, string>();
  refuses = false;
  getItem(key: string): string | null {
    if (this.refuses) throw new Error('SecurityError');
    return this.content.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    if (this.refuses) throw new Error('QuotaExceededError');
    this.content.set(key, value);
  }
  removeItem(key: string): void {
    if (this.refuses) throw new Error('SecurityError');
    this.content.delete(key);
  }
}

let local: BrowserStore;
let session: BrowserStore;

beforeEach(() => {
  local = new BrowserStore();
  session = new BrowserStore();
  vi.stubGlobal('localStorage', local);
  vi.stubGlobal('sessionStorage', session);
  vi.resetModules();
});
afterEach(() => vi.unstubAllGlobals());

describe('storage that works', () => {
  it('keeps each key in the store that the policy names for it', async () => {
    const { writeStored } = await import('../../src/browser/storage.ts');
    writeStored('luxevault_cart', 'bag');
    writeStored('lg_currency', 'JPY');
    writeStored('lg_session', 'login');
    writeStored('lg_sid', 'visit');
    expect([...local.content.keys()].sort()).toEqual(['lg_currency', 'lg_session', 'luxevault_cart']);
    expect([...session.content.keys()]).toEqual(['lg_sid']);
  });

  it('reads what another tab has written since, not what it remembers', async () => {
    const { readStored, writeStored } = await import('../../src/browser/storage.ts');
    writeStored('luxevault_cart', 'mine');
    local.setItem('luxevault_cart', 'theirs');
    expect(readStored('luxevault_cart')).toBe('theirs');
  });

  it('removes', async () => {
    const { readStored, removeStored, writeStored } = await import('../../src/browser/storage.ts');
    writeStored('luxevault_cart', 'bag');
    removeStored('luxevault_cart');
    expect(readStored('luxevault_cart')).toBeNull();
    expect(local.content.size).toBe(0);
  });
});

describe('storage that is blocked or full', () => {
  it('keeps what was written for the life of the page', async () => {
    local.refuses = true;
    const { readStored, removeStored, writeStored } = await import('../../src/browser/storage.ts');
    expect(readStored('luxevault_cart')).toBeNull();
    writeStored('luxevault_cart', 'bag');
    expect(readStored('luxevault_cart')).toBe('bag');
    removeStored('luxevault_cart');
    expect(readStored('luxevault_cart')).toBeNull();
  });

  it('says so once, however often it is refused, and to those who ask later too', async () => {
    local.refuses = true;
    const { onStorageRefused, writeStored } = await import('../../src/browser/storage.ts');
    const early = vi.fn();
    const late = vi.fn();
    onStorageRefused(early);
    writeStored('luxevault_cart', 'one');
    writeStored('luxevault_cart', 'two');
    onStorageRefused(late);
    expect(early).toHaveBeenCalledTimes(1);
    expect(late).toHaveBeenCalledTimes(1);
  });

  it('prefers what the shopper did last over what a full store still holds', async () => {
    const { readStored, writeStored } = await import('../../src/browser/storage.ts');
    writeStored('luxevault_cart', 'before');
    local.refuses = true;
    writeStored('luxevault_cart', 'after');
    local.refuses = false;
    expect(readStored('luxevault_cart')).toBe('after');
  });

  it('goes back to the store once it takes things again', async () => {
    const { readStored, writeStored } = await import('../../src/browser/storage.ts');
    local.refuses = true;
    writeStored('luxevault_cart', 'one');
    local.refuses = false;
    writeStored('luxevault_cart', 'two');
    expect(local.content.get('luxevault_cart')).toBe('two');
    expect(readStored('luxevault_cart')).toBe('two');
  });

  it('hears of its key, and of everything cleared, from other tabs', async () => {
    const heard: ((event: { key: string | null }) => void)[] = [];
    vi.stubGlobal('addEventListener', (_type: string, listener: (event: { key: string | null }) => void) =>
      heard.push(listener),
    );
    const { onStoredElsewhere } = await import('../../src/browser/storage.ts');
    const listener = vi.fn();
    onStoredElsewhere('luxevault_cart', listener);
    for (const key of ['lg_currency', 'luxevault_cart', null]) heard[0]?.({ key });
    expect(listener).toHaveBeenCalledTimes(2);
  });
});
