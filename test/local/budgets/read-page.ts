import { ELEMENT_NODE, parse, TEXT_NODE, walkSync } from 'ultrahtml';
import { z } from 'zod';

/** What a built page asks the browser to load, in the order of the document. */
export interface PageReading {
  /** Addresses as written. */
  readonly stylesheets: readonly string[];
  readonly scripts: readonly string[];
  /** Fonts, images and modules that the page asks for ahead of their use. */
  readonly preloads: readonly string[];
  /** One for each picture that loads without scrolling: its fallback address. */
  readonly eagerImages: readonly string[];
  /** Browsers load one of a page's icons. */
  readonly icons: readonly string[];
  readonly inlineScripts: readonly string[];
  readonly inlineStyles: readonly string[];
  /** Every address in a place where the browser, rather than the shopper, decides to go there. */
  readonly resources: readonly string[];
  readonly setsCookie: boolean;
}

type MutableReading = {
  -readonly [Name in keyof PageReading]: PageReading[Name] extends readonly string[] ? string[] : boolean;
};

const elementSchema = z.object({
  type: z.literal(ELEMENT_NODE),
  name: z.string(),
  attributes: z.record(z.string(), z.string()),
  children: z.array(z.object({ type: z.number(), value: z.string().optional() })),
});
type Element = z.output<typeof elementSchema>;

/** `rel` values that tell who a page is, and load nothing. */
const relationsOnly = ['canonical', 'alternate', 'author', 'license', 'me', 'help', 'search', 'next', 'prev'];
const scriptTypes = ['', 'module', 'text/javascript', 'application/javascript'];

export function readPage(html: string): PageReading {
  const reading: MutableReading = {
    stylesheets: [],
    scripts: [],
    preloads: [],
    eagerImages: [],
    icons: [],
    inlineScripts: [],
    inlineStyles: [],
    resources: [],
    setsCookie: false,
  };
  walkSync(parse(html), (node) => {
    if (node.type === ELEMENT_NODE) readElement(elementSchema.parse(node), reading);
  });
  return reading;
}

function readElement(element: Element, reading: MutableReading): void {
  const { name, attributes } = element;
  reading.resources.push(...resourcesOf(element));
  if (attributes['style']) reading.inlineStyles.push(`*{${attributes['style']}}`);
  if (name === 'style') reading.inlineStyles.push(textOf(element));
  if (name === 'script' && scriptTypes.includes(attributes['type'] ?? '')) {
    if (attributes['src']) reading.scripts.push(attributes['src']);
    else reading.inlineScripts.push(textOf(element));
  }
  if (name === 'link') readLink(attributes, reading);
  if (name === 'img' && attributes['loading'] !== 'lazy') reading.eagerImages.push(attributes['src'] ?? '');
  if (name === 'meta' && attributes['http-equiv']?.toLowerCase() === 'set-cookie') reading.setsCookie = true;
}

function readLink(attributes: Element['attributes'], reading: MutableReading): void {
  const address = attributes['href'] ?? '';
  const relations = relationsOf(attributes);
  if (relations.includes('stylesheet')) reading.stylesheets.push(address);
  if (relations.includes('icon')) reading.icons.push(address);
  if (relations.includes('modulepreload')) reading.scripts.push(address);
  if (relations.includes('preload')) reading.preloads.push(address || firstOf(attributes['imagesrcset'] ?? ''));
}

/** Links that a shopper follows (`<a href>`) are free to lead anywhere; what loads by itself is not. */
function resourcesOf({ name, attributes }: Element): readonly string[] {
  const addresses = ['src', 'poster', 'data', 'action', 'formaction', 'ping', 'background', 'manifest', 'xlink:href'];
  const found = addresses.flatMap((attribute) => attributes[attribute] ?? []);
  const sources = [attributes['srcset'], attributes['imagesrcset']].flatMap((list) => (list ? splitSources(list) : []));
  const followsHref =
    ['base', 'use', 'image', 'feImage'].includes(name) || (name === 'link' && loadsSomething(attributes));
  const href = followsHref && attributes['href'] ? [attributes['href']] : [];
  const refresh = name === 'meta' ? /;\s*url=(.*)$/i.exec(attributes['content'] ?? '')?.[1] : undefined;
  return [...found, ...sources, ...href, ...(refresh ? [refresh] : [])];
}

function loadsSomething(attributes: Element['attributes']): boolean {
  return relationsOf(attributes).some((relation) => !relationsOnly.includes(relation));
}

function relationsOf(attributes: Element['attributes']): readonly string[] {
  return (attributes['rel'] ?? '').toLowerCase().split(/\s+/);
}

function splitSources(list: string): readonly string[] {
  return list.split(/,\s+/).map((candidate) => candidate.trim().split(/\s+/)[0] ?? '');
}

function firstOf(list: string): string {
  return splitSources(list)[0] ?? '';
}

function textOf(element: Element): string {
  return element.children.map((child) => (child.type === TEXT_NODE ? (child.value ?? '') : '')).join('');
}
