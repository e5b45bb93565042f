import { part } from '../part.ts';

/** Shows one of a page's states, names it in the title, and takes the focus there. */
export function showPart(names: readonly string[], shown: string): void {
  for (const name of names) part(document, name, HTMLElement).hidden = name !== shown;
  part(document, shown, HTMLElement).querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
}
