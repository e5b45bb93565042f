/** Where a notice is confirmed: a mailed link's token, in the fragment, goes into the form that its press sends. */
import { part } from './part.ts';

const page = part(document, 'notice-page', HTMLElement);

// Otherwise the Worker has answered a form here, and there is no link to look at.
if (page.dataset['state'] === 'loading') {
  addEventListener('hashchange', show);
  show();
}

/** Looking uses nothing up, so that a program that opens links confirms nothing. */
function show(): void {
  const token = location.hash.slice(1);
  part(page, 'token', HTMLInputElement).value = token;
  part(page, 'ask', HTMLElement).hidden = token !== '';
  part(page, 'confirm', HTMLElement).hidden = token === '';
  page.dataset['state'] = token ? 'confirm' : 'ask';
}
