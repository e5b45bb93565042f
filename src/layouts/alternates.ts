/** A page's other languages, for search engines: https://developers.google.com/search/docs/specialty/international */

import { languages } from '../languages.ts';

export interface Alternate {
  /** A language, or "x-default" for whoever reads none of them. */
  readonly hreflang: string;
  readonly href: string;
}

/**
 * Each language's address of a page, and the first again for everybody else. A page that there is in one language only
 * has no other to name. The first language stands at the path itself, the others under their own folder.
 */
export function alternatesOf(path: string, site: URL, among: readonly string[] = languages): readonly Alternate[] {
  const [first, ...others] = among;
  if (first === undefined || others.length === 0) return [];
  const own = new URL(path, site).href;
  return [
    { hreflang: first, href: own },
    ...others.map((language) => ({ hreflang: language, href: new URL(`/${language}${path}`, site).href })),
    { hreflang: 'x-default', href: own },
  ];
}
