import { pathIn } from '../languages.ts';
import { language } from './language.ts';

/** An address that each language has, in the one that is spoken. */
export function pathHere(path: string): string {
  return pathIn(language(), path);
}
