/**
 * A form of the account's pages: it is checked in the browser, sent once, and says what
 * went wrong in its own live region, which the focus follows.
 */

import { say } from '../../words/say.ts';
import type { Reply } from '../ask.ts';
import { part, setText } from '../part.ts';

const unreachable = {
  title: say`We can’t reach the shop right now.`,
  detail: say`Nothing was changed, and what you typed is still here. Please look at your connection and try again.`,
};

/** `send` gets the fields by their names; `done` what the Worker answered. Refusals are said by the form. */
export function onSubmit<Answer>(
  form: HTMLFormElement,
  send: (fields: Readonly<Record<string, string>>) => Promise<Reply<Answer>>,
  done: (answer: Answer) => void,
): void {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (isBusy(form) || !isFilledIn(form)) return;
    void submit(form, send, done);
  });
  // What was said is about what stood there before.
  form.addEventListener('input', () => clearProblem(form));
}

async function submit<Answer>(
  form: HTMLFormElement,
  send: (fields: Readonly<Record<string, string>>) => Promise<Reply<Answer>>,
  done: (answer: Answer) => void,
): Promise<void> {
  setBusy(form, true);
  const reply = await send(fieldsOf(form));
  setBusy(form, false);
  if (reply.state === 'answered') {
    clearProblem(form);
    done(reply.answer);
    return;
  }
  showProblem(form, reply.state === 'refused' ? reply.problem : unreachable);
  if (reply.state === 'refused' && reply.problem.code === 'weak-password') {
    markWrong(form, form.querySelector('[autocomplete="new-password"]'));
  }
}

/** Takes the focus to what is said, so that nobody has to look for it. */
export function showProblem(
  form: HTMLElement,
  { title, detail }: { readonly title: string; readonly detail: string },
): void {
  const region = part(form, 'problem', HTMLElement);
  region.hidden = false;
  setText(part(region, 'problem-title', HTMLElement), title);
  setText(part(region, 'problem-detail', HTMLElement), detail);
  region.focus();
}

export function clearProblem(form: HTMLElement): void {
  part(form, 'problem', HTMLElement).hidden = true;
  for (const field of form.querySelectorAll('[aria-invalid]')) {
    field.removeAttribute('aria-invalid');
    field.removeAttribute('aria-describedby');
  }
}

/** The first field that isn't as it should be gets the focus, and its words stand over the form. */
function isFilledIn(form: HTMLFormElement): boolean {
  clearProblem(form);
  const wrong = form.querySelector<HTMLInputElement>('input:invalid');
  if (!wrong) return true;
  showProblem(form, { title: wrong.dataset['fault'] ?? say`Something is missing.`, detail: '' });
  markWrong(form, wrong);
  wrong.focus();
  return false;
}

/** What the form says is about this field. */
function markWrong(form: HTMLFormElement, field: HTMLInputElement | null): void {
  field?.setAttribute('aria-invalid', 'true');
  field?.setAttribute('aria-describedby', part(form, 'problem', HTMLElement).id);
}

function fieldsOf(form: HTMLFormElement): Readonly<Record<string, string>> {
  const entries = [...new FormData(form)];
  return Object.fromEntries(entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

function isBusy(form: HTMLFormElement): boolean {
  return form.getAttribute('aria-busy') === 'true';
}

/** A button that is pressed twice is pressed once; it keeps the focus while it waits. */
function setBusy(form: HTMLFormElement, busy: boolean): void {
  form.setAttribute('aria-busy', String(busy));
  const button = form.querySelector('button[type="submit"]');
  if (busy) button?.setAttribute('aria-disabled', 'true');
  else button?.removeAttribute('aria-disabled');
}
