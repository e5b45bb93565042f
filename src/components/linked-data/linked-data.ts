import type { Graph, Thing, WebPage } from 'schema-dts';
import { languageTags } from '../../languages.ts';
import { language } from '../../words/language.ts';

/** What a page tells programs of itself: schema.org's words, as JSON-LD. The types are the vocabulary's own. */
export type LinkedData = Graph;

/** To something that stands in the same page under this name. */
export function reference(name: string): { readonly '@id': string } {
  return { '@id': name };
}

export function graph(...things: readonly Thing[]): LinkedData {
  return { '@context': 'https://schema.org', '@graph': things };
}

/** The page itself, which says what the things in it cannot: the language that they are told in. */
export function pageAt(address: string): Exclude<WebPage, string> {
  return { '@type': 'WebPage', url: address, inLanguage: languageTags[language()] };
}

/** For the inside of a script element, which ends at the first "<" that could close it. */
export function inScript(data: LinkedData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
