import { ELEMENT_NODE, type ElementNode, type Node, parse, TEXT_NODE, walkSync } from 'ultrahtml';
import { pathWithoutLanguage } from '../../../src/languages.ts';
import { fileBehind, type SiteFiles } from './site-files.ts';

/**
 * Every address that a built page, the sitemap or a feed names on the shop's own site must lead to something that was
 * built, and its fragment to something in it. The build stops where one does not.
 */

/** Answered by the Worker or by the host's sign-in, not by a file. */
const notFiles = ['/api/', '/cdn-cgi/'];

const lists = ['srcset', 'imagesrcset'];

interface ReadPage {
  readonly links: readonly string[];
  readonly anchors: ReadonlySet<string>;
}

/** A sentence for each: where it stands, what it says, what is not there. */
export function brokenLinks(site: SiteFiles): readonly string[] {
  const pages = new Map(site.list('.html').map((path) => [path, readLinks(site.read(path))]));
  const own = originOf(pages.get('index.html')?.links ?? []);
  const inPages = [...pages].flatMap(([path, { links }]) => links.map((link) => ({ path, link })));
  const inFeeds = site.list('.xml').flatMap((path) => addressesIn(site.read(path)).map((link) => ({ path, link })));
  const breaches = [...inPages, ...inFeeds].flatMap(({ path, link }) => {
    const missing = missingBehind(link, path, { site, pages, own });
    return missing === undefined ? [] : [`${path} leads to ${link}, but ${missing}`];
  });
  return [...new Set(breaches)];
}

function missingBehind(
  link: string,
  from: string,
  { site, pages, own }: { site: SiteFiles; pages: ReadonlyMap<string, ReadPage>; own: string | undefined },
): string | undefined {
  const local = own !== undefined && link.startsWith(`${own}/`) ? link.slice(own.length) : link;
  const path = fileBehind(local, from);
  // Another site, a mailbox, or what no file answers.
  if (path === undefined || notFiles.some((start) => pathWithoutLanguage(`/${path}`).startsWith(start)))
    return undefined;
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  if (!site.has(file)) return `the build has no ${file}`;
  const fragment = decodeURIComponent(new URL(local, 'https://site.invalid/').hash.slice(1));
  const target = pages.get(file);
  if (fragment === '' || !target || target.anchors.has(fragment)) return undefined;
  return `${file} has nothing with the id “${fragment}”`;
}

/** The home page says where the site stands, in its canonical address. */
function originOf(links: readonly string[]): string | undefined {
  const whole = links.find((link) => /^https?:\/\//.test(link));
  return whole && new URL(whole).origin;
}

function readLinks(html: string): ReadPage {
  const links: string[] = [];
  const anchors = new Set<string>();
  walkSync(parse(html), (node: Node) => {
    if (node.type !== ELEMENT_NODE) return;
    const { name, attributes } = node as ElementNode;
    if (attributes['id']) anchors.add(attributes['id']);
    links.push(...linksOf(node as ElementNode));
    if (name === 'script' && attributes['type'] === 'application/ld+json') links.push(...addressesInData(textOf(node)));
  });
  // The canonical address comes before what it helps to read.
  return { links, anchors };
}

function linksOf({ name, attributes }: ElementNode): readonly string[] {
  const named = ['href', 'src', 'action', 'formaction', 'poster'].flatMap((attribute) => attributes[attribute] ?? []);
  const listed = lists.flatMap((attribute) =>
    (attributes[attribute] ?? '').split(/,\s+/).flatMap((candidate) => candidate.trim().split(/\s+/)[0] || []),
  );
  const told =
    name === 'meta' && ['og:image', 'og:url'].includes(attributes['property'] ?? '')
      ? [attributes['content'] ?? '']
      : [];
  return [...named, ...listed, ...told].map(decode);
}

/** Whole addresses in linked data. A bare fragment there is a name, and leads nowhere. */
function addressesInData(json: string): readonly string[] {
  return [...json.matchAll(/"(https?:\/\/[^"]+)"/g)].flatMap(([, address]) => address ?? []);
}

/** In the sitemap and in the feeds every address is the content of an element. */
function addressesIn(xml: string): readonly string[] {
  return [...xml.matchAll(/>(https?:\/\/[^<]+)</g)].flatMap(([, address]) => (address ? decode(address) : []));
}

function textOf(node: ElementNode | Node): string {
  return 'children' in node
    ? node.children.map((child: Node) => (child.type === TEXT_NODE ? String(child.value) : '')).join('')
    : '';
}

function decode(text: string): string {
  return text.replaceAll('&#38;', '&').replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');
}
