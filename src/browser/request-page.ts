/**
 * The page of a request. Its link is in the fragment, which no server ever sees, and is
 * posted. A page that the Worker has filled is drawn already: it gets its address.
 */
import type { RequestChoice, RequestView } from '../api/request-answers.ts';
import { describeRequest, type PageLine, type RequestPage } from '../api/request-page.ts';
import { apiPaths, paths } from '../paths.ts';
import { postJson } from './ask.ts';
import { copyOf, part, setText } from './part.ts';
import { offerErasure } from './requests/erase.ts';
import { showRectification } from './requests/rectify.ts';

const page = part(document, 'request-page', HTMLElement);
/** Which look-up is the newest: an older one, for another link, must not draw over it. */
let current = 0;

begin();

function begin(): void {
  addEventListener('hashchange', () => void lookUp());
  const filledWith = page.querySelector<HTMLInputElement>('article input[name="link"]')?.value;
  if (filledWith && !part(page, 'found', HTMLElement).hidden) {
    // So that reloading looks again, and posts nothing twice.
    history.replaceState(null, '', paths.privacyRequestStatus(filledWith));
    extend(page.dataset['kind'], page.dataset['state'], filledWith);
    return;
  }
  part(page, 'retry', HTMLButtonElement).addEventListener('click', () => {
    // The button goes while the page looks, so the focus goes to where the request begins.
    part(page, 'title', HTMLElement).focus();
    void lookUp();
  });
  void lookUp();
}

async function lookUp(): Promise<void> {
  current += 1;
  const mine = current;
  const link = location.hash.slice(1);
  if (!page.querySelector('[data-slot="unfilled"]')) return location.reload();
  if (!link) return show('lost');
  show('loading');
  const reply = await postJson<RequestView>(apiPaths.requestView, { link });
  if (mine !== current) return;
  if (reply.state === 'refused' && reply.problem.status < 500) return show('lost');
  if (reply.state !== 'answered') return show('unreachable');
  draw(reply.answer, link);
  show('found');
  extend(reply.answer.kind, reply.answer.state, link);
}

function show(state: 'loading' | 'lost' | 'unreachable' | 'found'): void {
  part(page, 'lost', HTMLElement).removeAttribute('data-without-js');
  for (const name of ['loading', 'lost', 'unreachable', 'found'] as const) {
    part(page, name, HTMLElement).hidden = name !== state;
  }
}

function draw(view: RequestView, link: string): void {
  const described = describeRequest(view);
  for (const [name, words] of Object.entries(described.texts)) {
    for (const slot of page.querySelectorAll(`[data-text="${name}"]`)) setText(slot, words);
    showWhere(name, words !== '');
  }
  for (const name of ['steps', 'messages', 'recipients'] as const) {
    list(name).replaceChildren(...described[name].map(lineOf));
    showWhere(name, described[name].length > 0);
  }
  list('progress').replaceChildren(...described.progress.map(markOf));
  list('choices').replaceChildren(...view.choices.map(choiceOf));
  for (const field of page.querySelectorAll<HTMLInputElement>('article input[name="link"]')) field.value = link;
  part(page, 'write', HTMLElement).hidden = !view.mayWrite;
  part(page, 'withdraw', HTMLElement).hidden = !view.mayWithdraw;
}

/** What the person has to choose, where a script can show more than a button. */
function extend(kind: string | undefined, state: string | undefined, link: string): void {
  if (state !== 'open') return;
  const again = () => location.reload();
  if (kind === 'rectification') void showRectification(page, link, again);
  if (kind !== 'erasure') return;
  list('choices').replaceChildren();
  void offerErasure(page, link, again);
}

function showWhere(name: string, isThere: boolean): void {
  for (const element of page.querySelectorAll<HTMLElement>(`[data-has="${name}"]`)) element.hidden = !isThere;
}

function list(name: string): Element {
  const found = document.querySelector(`[data-list="${name}"]`);
  if (!found) throw new Error(`No list named ${name}.`);
  return found;
}

function lineOf({ title, words }: PageLine): HTMLElement {
  const line = copyOf(page, 'line');
  setText(part(line, 'line-title', HTMLElement), title);
  setText(part(line, 'line-words', HTMLElement), words);
  return line;
}

function markOf({ name, isReached, isCurrent }: RequestPage['progress'][number]): HTMLElement {
  const mark = copyOf(page, 'mark');
  setText(mark, name);
  mark.classList.toggle('reached', isReached);
  if (isCurrent) mark.setAttribute('aria-current', 'step');
  return mark;
}

function choiceOf({ label, note, action }: RequestChoice): HTMLElement {
  const choice = copyOf(page, 'choice');
  part(choice, 'choice-form', HTMLFormElement).action = action;
  setText(part(choice, 'choice-label', HTMLElement), label);
  setText(part(choice, 'choice-note', HTMLElement), note);
  return choice;
}
