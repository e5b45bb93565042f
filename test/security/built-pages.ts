import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languageOfPath } from '../../src/languages.ts';

export interface BuiltPage {
  /** The address of the page, such as "/bag/"; "/404.html" for the page that stands for all that is not there. */
  readonly route: string;
  readonly html: string;
}

/** Every page of the built site, whatever it is called: what is added tomorrow is checked tomorrow. */
export function readBuiltPages(folder = 'dist/client'): readonly BuiltPage[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .sort()
    .map((file) => ({ route: routeOf(file), html: readFileSync(join(folder, file), 'utf8') }));
}

/** Those in the first language: another one's are made by the same files, with other words. */
export function inEnglish(pages: readonly BuiltPage[]): readonly BuiltPage[] {
  return pages.filter(({ route }) => languageOfPath(route) === 'en');
}

export function routeOf(file: string): string {
  return `/${file.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1')}`;
}
