/** A page's other languages, for search engines: https://developers.google.com/search/docs/specialty/international */

import { languages, languageTags, pathIn, pathWithoutLanguage } from '../languages.ts';

export interface Alternate {
  /** A language, or "x-default" for whoever reads none of them. */
  readonly hreflang: string;
  readonly href: string;
}

/**
 * Each language's address of a page, and the first again for everybody else. The first language stands at the path
 * itself, the others under their own folder.
 *
 * @param path in whichever language
 */
export function alternatesOf(path: string, site: URL): readonly Alternate[] {
  const plain = pathWithoutLanguage(path);
  return [
    ...languages.map((language) => ({
      hreflang: languageTags[language],
      href: new URL(pathIn(language, plain), site).href,
    })),
    { hreflang: 'x-default', href: new URL(plain, site).href },
  ];
}
