import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ELEMENT_NODE, type ElementNode, type Node, parse, TEXT_NODE } from 'ultrahtml';
import { querySelector, querySelectorAll } from 'ultrahtml/selector';
import { type Language, pathIn } from '../languages.ts';
import { paths } from '../paths.ts';
import type { IndexPart, PlaceRow } from './entry.ts';
import { otherWordsFor } from './other-words.ts';
import { helpPart } from './parts.ts';
import { wordsOf } from './words.ts';

/**
 * Help is what the built pages say, section by section, so that an answer can't say what its page doesn't. Run by the
 * build once its pages are there.
 */

/** Pages whose sections have anchors, in the order in which equals stand. */
const helpPages = [paths.delivery, paths.contact, paths.terms, paths.privacy] as const;

/** Writes the file of one language beside the others. Throws, naming the page, where one has no section. */
export async function writeHelpPart(folder: string, language: Language): Promise<void> {
  const places: PlaceRow[] = [];
  for (const page of helpPages.map((path) => pathIn(language, path))) {
    const rows = helpRows(await readFile(join(folder, page, 'index.html'), 'utf8'), page, language);
    if (rows.length === 0)
      throw new Error(`${page} has no <section id> with a heading: the search finds no help in it.`);
    places.push(...rows);
  }
  const file = join(folder, paths.searchPart(language, helpPart));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ places } satisfies IndexPart));
}

/** A row for each section of a page. */
export function helpRows(html: string, page: string, language: string): readonly PlaceRow[] {
  const root: Node = parse(html);
  const title = textOf(querySelector(root, 'h1'));
  return querySelectorAll(root, 'article section').flatMap((section: Node): readonly PlaceRow[] => {
    const anchor = section.type === ELEMENT_NODE ? section.attributes['id'] : undefined;
    const heading = textOf(querySelector(section, 'h2'));
    if (!anchor || heading === '') return [];
    const words = new Set(wordsOf(textOf(section)));
    const others = otherWordsFor([...words], language);
    return [['help', `${page}#${anchor}`, heading, title, [...new Set([...words, ...wordsOf(others)])].join(' ')]];
  });
}

/** In one line; a tag between two words parts them. */
function textOf(node: Node | null | undefined): string {
  if (!node) return '';
  if (node.type === TEXT_NODE) return decode(String(node.value));
  const children: readonly Node[] = (node as ElementNode).children ?? [];
  return children.map(textOf).join(' ').replace(/\s+/g, ' ').trim();
}

/** The few that Astro writes. */
function decode(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
