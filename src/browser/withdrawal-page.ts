/**
 * The link of a letter: it is in the fragment, which no server ever sees, and goes into the form that posts it. A person
 * presses, so that a program that looks at mail before they do opens nothing.
 */
import { part } from './part.ts';

const page = part(document, 'withdrawal-page', HTMLElement);

addEventListener('hashchange', showLink);
showLink();

function showLink(): void {
  const link = location.hash.slice(1);
  // `#main` is where the skip link leads.
  if (!link.startsWith('LG-')) return;
  part(page, 'link', HTMLInputElement).value = link;
  part(page, 'ask', HTMLElement).hidden = true;
  part(page, 'from-letter', HTMLElement).hidden = false;
  part(page, 'from-letter-title', HTMLElement).focus();
}
