/** Keeping a piece, on its page. Loaded when it is pressed, or when somebody is signed in. */
import type { KeptPieces, KeptWish } from '../../api/kept-answers.ts';
import { apiPaths, paths } from '../../paths.ts';
import { paragraph } from '../../words/paragraph.ts';
import { say } from '../../words/say.ts';
import { getSignedIn, isSignedIn, postSignedIn } from './session.ts';

/** What the account keeps, as far as this page knows. */
const kept = new Set<string>();
let isBusy = false;

/** The button says how it stands with what is chosen, then and later. */
export async function showKept(button: HTMLElement, field: HTMLInputElement | HTMLSelectElement): Promise<void> {
  const reply = await getSignedIn<KeptPieces>(apiPaths.accountKept);
  if (reply.state !== 'answered') return;
  for (const { sku } of reply.answer.pieces) kept.add(sku);
  const show = () => draw(button, field.value);
  document.addEventListener('change', show);
  addEventListener('hashchange', show);
  show();
}

/** Whoever is not signed in goes there first, with the piece: it is kept on the way back. */
export async function pressKeep(button: HTMLElement, sku: string): Promise<void> {
  if (isBusy) return;
  if (!isSignedIn()) return location.assign(paths.accountSignInToKeep(sku));
  isBusy = true;
  const wish: KeptWish = { sku, kept: !kept.has(sku) };
  const reply = await postSignedIn<KeptWish>(apiPaths.accountKept, wish);
  isBusy = false;
  if (reply.state === 'answered') {
    if (wish.kept) kept.add(sku);
    else kept.delete(sku);
    draw(button, sku);
    return announce(wish.kept ? say`It is kept.` : say`It is let go.`);
  }
  if (!isSignedIn()) return location.assign(paths.accountSignInToKeep(sku));
  announce(
    reply.state === 'refused'
      ? paragraph([reply.problem.title, reply.problem.detail])
      : say`We can’t reach the shop right now.`,
  );
}

function draw(button: HTMLElement, sku: string): void {
  button.textContent = kept.has(sku) ? say`Kept. Let it go` : say`Keep for later`;
}

/** With the way to what is kept. */
function announce(words: string): void {
  const place = document.querySelector('[data-kept-said]');
  const link = document.querySelector<HTMLTemplateElement>('[data-to-kept]')?.content.cloneNode(true);
  if (place && link) place.replaceChildren(`${words} `, link);
}
