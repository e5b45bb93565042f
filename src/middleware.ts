/** While pages are built: each is said in the language that its address names. */
import { defineMiddleware } from 'astro:middleware';
import { type Language, languageOfPath } from './languages.ts';
import { speaker } from './words/in-language.ts';
import type { Words } from './words/language.ts';

const files = import.meta.glob<Words>('./words/*/*.json', { eager: true, import: 'default' });

const inLanguage = speaker(
  (language: Language): Words =>
    Object.assign(
      {},
      ...Object.entries(files).flatMap(([name, words]) => (name.startsWith(`./words/${language}/`) ? [words] : [])),
    ),
);

/** What the search knows names its language below its own folder: src/pages/search/[language]. */
const inFiles = /^\/search(?=\/\w+\/)/;

/** A page is written while it is read, so it is read before the language is put away. */
export const onRequest = defineMiddleware(({ url }, next) =>
  inLanguage(languageOfPath(url.pathname.replace(inFiles, '')), async () => {
    const response = await next();
    return new Response(await response.arrayBuffer(), response);
  }),
);
