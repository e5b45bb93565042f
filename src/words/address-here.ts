import { pathWithoutLanguage } from '../languages.ts';
import { pathHere } from './path-here.ts';

/** What is one for all languages: what the desk, programs and other hosts ask for. */
const isOnce =
  /^\/(staff|feeds|shared|search\/\w+\/|cdn-cgi|sitemap|api\/(staff|stripe|carriers|page-views|feeds|health))|\.(jsonld|schema\.json)$/;

/** @param path as src/paths.ts has it */
export function addressHere(path: string): string {
  return isForAll(path) ? path : pathHere(path);
}

export function isForAll(path: string): boolean {
  return isOnce.test(path);
}

/**
 * What src/paths.ts has for an address in any language. What is for all has one address: before it a language's folder
 * stays, and names nothing, so that no guard of the desk can be passed by another way.
 */
export function pathOfAddress(address: string): string {
  const path = pathWithoutLanguage(address);
  return isForAll(path) ? address : path;
}
