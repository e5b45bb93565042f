import lists from 'house:referrer-lists';
import type { ListedSource } from './listed-source.ts';

/** Where a page says that its reader came from, in a word: `direct`, `internal`, one of the lists’, `mail`, or a host name. */
export type Source = string;

/** Where people read their mail; a newsletter’s links come from there. So does whatever calls itself "mail" or "webmail". */
const mailHosts = [
  'com.google.android.gm',
  'com.microsoft.office.outlook',
  'com.yahoo.mobile.client.android.mail',
  'outlook.live.com',
  'outlook.office.com',
  'outlook.office365.com',
  'outlook.cloud.microsoft',
  'account.proton.me',
  'app.fastmail.com',
  'app.tuta.com',
  'e.mail.ru',
  'light.mail.ru',
  'navigator.gmx.net',
  'navigator.web.de',
  'icloud.com',
];

const mailName = /^(web)?mail\d*\.[^.]+\./;

/**
 * A list’s entry is a host (`bing.com`), a host of which one part may be anything short (`google.{}`, `{}.bing.com`:
 * a country or its domain), or either with the beginning of a path.
 */
const listed: ReadonlyMap<string, readonly { readonly below: string; readonly source: ListedSource | 'mail' }[]> =
  indexLists();

/** Of these, whatever stands before the host is the same site. A search engine’s other hosts are other things. */
const wholeSites: ReadonlySet<string> = new Set<ListedSource | 'mail'>(['social', 'ai-assistant', 'mail']);

const spamHosts: ReadonlySet<string> = new Set(lists.spam.split(' '));

const longestHost = 64;

/**
 * @param referrer `document.referrer`, perhaps cut short
 * @param ownOrigins where our own pages lie
 * @returns `spam` for a site that forges visits to be seen in statistics: its views are not counted
 */
export function readSource(referrer: string, ownOrigins: readonly (string | undefined)[]): Source | 'spam' {
  const address = URL.parse(referrer);
  if (!address || !readable.has(address.protocol)) return 'direct';
  if (ownOrigins.includes(address.origin)) return 'internal';
  const host = address.hostname
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^www\./, '');
  if (!/^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(host) || /^[\d.]+$/.test(host)) return 'other';
  const site = address.protocol === 'android-app:' ? siteOfApplication(host) : host;
  if (parentsOf(site).some((parent) => spamHosts.has(parent))) return 'spam';
  const path = address.pathname || '/';
  return (
    listedSource(host, path) ??
    (mailName.test(host) ? 'mail' : undefined) ??
    listedSource(site, path) ??
    shortHost(site)
  );
}

/** Android says which application opened the page: `android-app://com.google.android.gm/`. */
const readable: ReadonlySet<string> = new Set(['http:', 'https:', 'android-app:']);

/** `com.reddit.frontpage` is of reddit.com. */
function siteOfApplication(application: string): string {
  return application.split('.', 2).toReversed().join('.');
}

function listedSource(host: string, path: string): Source | undefined {
  for (const [place, parent] of parentsOf(host).entries()) {
    for (const key of keysOf(parent)) {
      const found = listed.get(key)?.find(({ below }) => path.startsWith(below));
      if (found && (place === 0 || wholeSites.has(found.source))) return found.source;
    }
  }
  return undefined;
}

/** `a.b.example.com`, `b.example.com`, `example.com`: so many parts as a list’s longest has, and no more. */
function parentsOf(host: string): readonly string[] {
  const labels = host.split('.').slice(-8);
  return labels.slice(0, -1).map((_, place) => labels.slice(place).join('.'));
}

/** What a list may call a host by. */
function keysOf(host: string): readonly string[] {
  const labels = host.split('.');
  const keys = [host, labels.with(-1, '{}').join('.')];
  if (hasSecondLevel(labels)) keys.push([...labels.slice(0, -2), '{}'].join('.'));
  if (isShort(labels[0])) keys.push(labels.with(0, '{}').join('.'));
  if (labels.length > 3 && isShort(labels[1])) keys.push(labels.with(1, '{}').join('.'));
  return keys;
}

/** A country or a language, as in `fr.ask.com`. */
function isShort(label: string | undefined): boolean {
  return label !== undefined && label.length <= 3;
}

/** `co.uk`, `com.br`: there a site’s own name is one part further left. */
function hasSecondLevel(labels: readonly string[]): boolean {
  return secondLevels.has(labels.at(-2) ?? '') && labels.at(-1)?.length === 2;
}

const secondLevels: ReadonlySet<string> = new Set(['ac', 'co', 'com', 'edu', 'go', 'gov', 'ne', 'net', 'or', 'org']);

/** The site alone: what stands before it may be a person’s name, or made for one visitor. */
function shortHost(host: string): Source {
  const labels = host.split('.');
  const site = labels.slice(hasSecondLevel(labels) ? -3 : -2).join('.');
  return site.length > longestHost ? 'other' : site;
}

function indexLists() {
  const index = new Map<string, { below: string; source: ListedSource | 'mail' }[]>();
  const add = (entry: string, source: ListedSource | 'mail') => {
    const slash = entry.indexOf('/');
    const host = slash < 0 ? entry : entry.slice(0, slash);
    const below = slash < 0 ? '/' : entry.slice(slash);
    index.set(host, [...(index.get(host) ?? []), { below, source }]);
  };
  for (const source of ['ai-assistant', 'social', 'search'] as const) {
    for (const entry of lists[source].split(' ')) add(entry, source);
  }
  for (const host of mailHosts) add(host, 'mail');
  // The longest path first, so that what is said of a part of a site goes before what is said of the site.
  for (const found of index.values()) found.sort((one, other) => other.below.length - one.below.length);
  return index;
}
