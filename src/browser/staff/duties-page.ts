/** The owner's duties: what is overdue or was never confirmed first. */
import type { DeskDuties, DeskDuty } from '../../api/breach-answers.ts';
import { dayInWords } from '../../api/day-in-words.ts';
import type { DeskDone } from '../../api/desk-answers.ts';
import { apiPaths } from '../../paths.ts';
import { copyOf, part, setText } from '../part.ts';
import { getFromDesk, postToDesk } from './ask-desk.ts';
import { showOnlyFor } from './breaches/draw-clocks.ts';
import { openDesk, whatWentWrong } from './open-desk.ts';

const work = part(document, 'work', HTMLElement);
const said = part(work, 'duties-said', HTMLElement);

openDesk(async ({ role }) => {
  const isTheirs = role === 'privacy' || role === 'owner';
  showOnlyFor(work, 'duties', isTheirs);
  if (isTheirs) await show();
});

async function show(words = ''): Promise<void> {
  const reply = await getFromDesk<DeskDuties>(apiPaths.staffDuties);
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  const { duties, mayConfirm } = reply.answer;
  part(work, 'list', HTMLElement).replaceChildren(...duties.map((duty) => draw(duty, mayConfirm)));
  const waiting = duties.filter(({ standing }) => standing === 'overdue' || standing === 'never').length;
  const standing = waiting === 0 ? 'All are confirmed.' : `${waiting} of ${duties.length} are to be confirmed.`;
  setText(said, [words, standing].filter(Boolean).join(' '));
}

function draw(duty: DeskDuty, mayConfirm: boolean): HTMLElement {
  const element = copyOf(work, 'duty');
  element.dataset['standing'] = duty.standing;
  setText(part(element, 'when', HTMLElement), whenWords(duty));
  setText(part(element, 'duty-words', HTMLElement), duty.duty);
  setText(part(element, 'statement', HTMLElement), duty.statement);
  part(element, 'confirm-part', HTMLElement).hidden = !mayConfirm;
  // Read one by one, the same words fourteen times say nothing: each says which it is.
  part(element, 'summary', HTMLElement).setAttribute('aria-label', `Confirm it: ${duty.duty}`);
  part(element, 'history-part', HTMLElement).hidden = duty.history.length === 0;
  part(element, 'history', HTMLElement).replaceChildren(
    ...duty.history.map(({ at, by, note }) => {
      const line = document.createElement('li');
      line.textContent = `${dayInWords(at)}, ${by || 'somebody who has left'}${note ? `: ${note}` : ''}`;
      return line;
    }),
  );
  const form = part(element, 'confirm', HTMLFormElement);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void confirm(form, duty.id);
  });
  return element;
}

function whenWords({ standing, nextDueAt = '' }: DeskDuty): string {
  switch (standing) {
    case 'never':
      return 'Never confirmed';
    case 'overdue':
      return `Overdue since ${dayInWords(nextDueAt)}`;
    case 'due-soon':
      return `Due by ${dayInWords(nextDueAt)}`;
    case 'confirmed':
      return `Confirmed, and due again on ${dayInWords(nextDueAt)}`;
  }
}

async function confirm(form: HTMLFormElement, duty: string): Promise<void> {
  const button = form.querySelector('button');
  if (button?.disabled) return;
  if (button) button.disabled = true;
  const note = String(new FormData(form).get('note') ?? '');
  const reply = await postToDesk<DeskDone>(apiPaths.staffDuties, { duty, note });
  if (button) button.disabled = false;
  if (reply.state !== 'answered') return setText(part(form, 'confirm-said', HTMLElement), whatWentWrong(reply));
  await show(reply.answer.said);
  said.focus();
}
