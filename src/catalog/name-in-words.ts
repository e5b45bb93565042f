import { say } from '../words/say.ts';

/** "Aurore solitaire, yellow gold, 52": a piece with its variant; by its name alone where there is one variant. */
export function nameInWords(name: string, variant: string): string {
  return variant ? say`${name}, ${variant}` : name;
}
