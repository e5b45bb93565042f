/**
 * The part of a request's page that shows what an erasure would do, and does it. The page gives it the request's
 * link; nothing is kept in the browser.
 */
import type { ErasureConfirmed, ErasurePreview, RowsOfTable } from '../../api/erasure-answers.ts';
import { apiPaths } from '../../paths.ts';
import { paragraph } from '../../words/paragraph.ts';
import { plural, say } from '../../words/say.ts';
import { postJson } from '../ask.ts';
import { part, setText } from '../part.ts';

/**
 * @param root the page, with components/requests/ErasurePreview.astro in it
 * @param onErased draws the request anew
 */
export async function offerErasure(root: ParentNode, link: string, onErased: () => void): Promise<void> {
  part(root, 'erasure', HTMLElement).hidden = false;
  announce(root, say`Looking what there is …`);
  const reply = await postJson<ErasurePreview>(apiPaths.erasurePreview, { link });
  if (reply.state === 'refused') return announce(root, paragraph([reply.problem.title, reply.problem.detail]));
  if (reply.state === 'unreachable') {
    return announce(root, say`We can’t be reached right now. Nothing was deleted. Load this page again in a minute.`);
  }
  announce(root, '');
  draw(root, reply.answer);
  const button = part(root, 'erasure-confirm', HTMLButtonElement);
  button.onclick = () => void confirm(root, link, button, onErased);
  part(root, 'erasure-preview', HTMLElement).hidden = false;
}

async function confirm(root: ParentNode, link: string, button: HTMLButtonElement, onErased: () => void): Promise<void> {
  button.disabled = true;
  announce(root, say`Deleting …`);
  const reply = await postJson<ErasureConfirmed>(apiPaths.erasures, { link });
  button.disabled = false;
  if (reply.state === 'refused') return announce(root, paragraph([reply.problem.title, reply.problem.detail]));
  if (reply.state === 'unreachable') {
    return announce(root, say`We got no answer. Press again: what is deleted already is not deleted twice.`);
  }
  // The button goes with the preview, so the focus goes to where the news begins.
  part(root, 'erasure-preview', HTMLElement).hidden = true;
  part(root, 'erasure-title', HTMLElement).focus();
  const isDone = reply.answer.state === 'done';
  announce(
    root,
    isDone
      ? say`Your data is deleted.`
      : say`Your data is deleted here. Those whom we had given something are being told.`,
  );
  onErased();
}

function draw(root: ParentNode, { goesNow, goesLater, stays, staysAsProof, recipients }: ErasurePreview): void {
  const now = goesNow.length > 0 ? goesNow.map(inWords) : [say`Nothing: we hold nothing about you but this request.`];
  list(root, 'erasure-now', now);
  list(
    root,
    'erasure-later',
    goesLater.map(({ number, on }) => say`Order ${number}: on ${on}`),
  );
  part(root, 'erasure-later-part', HTMLElement).hidden = goesLater.length === 0;
  setText(part(root, 'erasure-law', HTMLElement), say`${stays.period}, from each payment, by ${stays.law}.`);
  const orders = stays.orders.map(({ number, until }) => say`Order ${number}: until ${until}`);
  const more = stays.orderCount - stays.orders.length;
  list(root, 'erasure-stays', more > 0 ? [...orders, plural('and {1} more', 'and {1} more', more)] : orders);
  part(root, 'erasure-stays-part', HTMLElement).hidden = stays.orderCount === 0;
  list(root, 'erasure-proof', staysAsProof.map(inWords));
  part(root, 'erasure-proof-part', HTMLElement).hidden = staysAsProof.length === 0;
  const told = recipients.flatMap(({ name, words }) => [element('dt', name), element('dd', words)]);
  part(root, 'erasure-recipients', HTMLElement).replaceChildren(...told);
}

function inWords({ holds, rows }: RowsOfTable): string {
  return `${holds} (${rows})`;
}

function list(root: ParentNode, name: string, lines: readonly string[]): void {
  part(root, name, HTMLElement).replaceChildren(...lines.map((line) => element('li', line)));
}

function element(kind: 'li' | 'dt' | 'dd', words: string): HTMLElement {
  const made = document.createElement(kind);
  made.textContent = words;
  return made;
}

function announce(root: ParentNode, words: string): void {
  setText(part(root, 'erasure-state', HTMLElement), words);
}
