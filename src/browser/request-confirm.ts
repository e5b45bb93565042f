/**
 * The link of the letter: its token is in the fragment, which no server ever sees, and goes
 * into the form that posts it. It is pressed by a person, so that a program that looks at
 * mail before they do confirms nothing.
 */
import { part } from './part.ts';

const tokenOfFragment = /^#confirm\.(.+)$/;

const page = part(document, 'asking', HTMLElement);

addEventListener('hashchange', showConfirmation);
showConfirmation();

function showConfirmation(): void {
  const token = tokenOfFragment.exec(location.hash)?.[1];
  if (!token) return;
  part(page, 'token', HTMLInputElement).value = token;
  part(page, 'ask', HTMLElement).hidden = true;
  part(page, 'confirm', HTMLElement).hidden = false;
  part(page, 'confirm-title', HTMLElement).focus();
}
