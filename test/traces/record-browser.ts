import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import type { Origins, Place, Trace } from './trace.ts';

/** Sees what Chromium itself reports of one tab: no script of ours runs in the page for it. */
export interface Recorder {
  readonly traces: readonly Trace[];
  /** What is seen from now on is seen at this place. */
  goTo(place: Place): void;
  /** Looks at what lies in the browser now, beside what was seen being put there. */
  look(): Promise<void>;
}

interface Recording {
  readonly context: BrowserContext;
  readonly session: CDPSession;
  readonly origins: Origins;
  readonly mainFrame: string;
  readonly traces: Trace[];
  place: Place;
}

export async function recordBrowser(context: BrowserContext, page: Page, origins: Origins): Promise<Recorder> {
  const session = await context.newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const recording: Recording = {
    context,
    session,
    origins,
    mainFrame: frameTree.frame.id,
    traces: [],
    place: 'the first page',
  };
  listenToNetwork(recording);
  listenToStorage(recording);
  await Promise.all([
    session.send('Page.enable'),
    session.send('Network.enable'),
    session.send('DOMStorage.enable'),
    session.send('ServiceWorker.enable'),
    session.send('IndexedDB.enable'),
  ]);
  return {
    traces: recording.traces,
    goTo(place) {
      recording.place = place;
    },
    look: () => look(recording),
  };
}

function listenToNetwork(recording: Recording): void {
  const { session, traces, mainFrame } = recording;
  const addresses = new Map<string, string>();
  let shown = recording.origins.shop;
  session.on('Page.frameNavigated', ({ frame }) => {
    if (!frame.parentId) shown = originOf(frame.url);
  });
  session.on('Network.requestWillBeSent', ({ requestId, request, documentURL, type, frameId }) => {
    addresses.set(requestId, request.url);
    const isNavigation = type === 'Document' && frameId === mainFrame;
    // A frame's own page asks for it in words, and the page around it in fact.
    const askedBy = frameId === mainFrame ? originOf(documentURL) : shown;
    const { url: address, postData: body } = request;
    traces.push({ kind: 'request', place: recording.place, address, askedBy, isNavigation, body });
  });
  for (const connection of ['Network.webSocketCreated', 'Network.webTransportCreated'] as const) {
    session.on(connection, ({ url }: { readonly url: string }) => {
      const { place, origins } = recording;
      traces.push({ kind: 'request', place, address: url, askedBy: origins.shop, isNavigation: false });
    });
  }
  const isOurs = (requestId: string) => originOf(addresses.get(requestId) ?? '') === recording.origins.shop;
  // Only here does Chromium show the header; pages and fetch() never see it.
  session.on('Network.responseReceivedExtraInfo', ({ requestId, headers }) => {
    const set = Object.entries(headers).find(([name]) => name.toLowerCase() === 'set-cookie')?.[1];
    if (!set || !isOurs(requestId)) return;
    for (const cookie of set.split('\n')) {
      traces.push({ kind: 'cookie', place: recording.place, name: cookie.split('=', 1)[0] ?? '', from: 'an answer' });
    }
  });
  session.on('Network.requestWillBeSentExtraInfo', ({ requestId, associatedCookies }) => {
    if (!isOurs(requestId)) return;
    for (const { cookie } of associatedCookies) {
      traces.push({ kind: 'cookie', place: recording.place, name: cookie.name, from: 'a request' });
    }
  });
}

/** Each writing as it happens: what is put there and taken away again was there too. */
function listenToStorage(recording: Recording): void {
  const { session, traces, origins } = recording;
  for (const written of ['DOMStorage.domStorageItemAdded', 'DOMStorage.domStorageItemUpdated'] as const) {
    session.on(written, ({ storageId, key, newValue: value }) => {
      const origin = storageId.securityOrigin ?? storageId.storageKey ?? '';
      if (originOf(origin) !== origins.shop) return;
      const store = storageId.isLocalStorage ? 'localStorage' : 'sessionStorage';
      traces.push({ kind: 'key', place: recording.place, store, key, value });
    });
  }
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    for (const { scopeURL, isDeleted } of registrations) {
      if (isDeleted || originOf(scopeURL) !== origins.shop) continue;
      traces.push({ kind: 'service worker', place: recording.place, name: scopeURL });
    }
  });
}

async function look({ context, session, origins, traces, place }: Recording): Promise<void> {
  const securityOrigin = origins.shop;
  for (const store of ['localStorage', 'sessionStorage'] as const) {
    const storageId = { securityOrigin, isLocalStorage: store === 'localStorage' };
    const { entries } = await session.send('DOMStorage.getDOMStorageItems', { storageId });
    for (const [key = '', value = ''] of entries) traces.push({ kind: 'key', place, store, key, value });
  }
  const { databaseNames } = await session.send('IndexedDB.requestDatabaseNames', { securityOrigin });
  for (const name of databaseNames) traces.push({ kind: 'database', place, name });
  const { caches } = await session.send('CacheStorage.requestCacheNames', { securityOrigin });
  for (const { cacheName } of caches) traces.push({ kind: 'cache', place, name: cacheName });
  for (const { name } of await context.cookies(securityOrigin)) {
    traces.push({ kind: 'cookie', place, name, from: 'the browser' });
  }
}

function originOf(address: string): string {
  return URL.parse(address)?.origin ?? '';
}
