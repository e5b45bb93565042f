import type { Graph, Thing } from 'schema-dts';

/** What a page tells programs of itself: schema.org's words, as JSON-LD. The types are the vocabulary's own. */
export type LinkedData = Graph;

/** To something that stands in the same page under this name. */
export function reference(name: string): { readonly '@id': string } {
  return { '@id': name };
}

export function graph(...things: readonly Thing[]): LinkedData {
  return { '@context': 'https://schema.org', '@graph': things };
}

/** For the inside of a script element, which ends at the first "<" that could close it. */
export function inScript(data: LinkedData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
