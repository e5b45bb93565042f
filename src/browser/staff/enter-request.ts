/** The form for a request that came by e-mail. */
import type { DeskEntered } from '../../api/desk-answers.ts';
import { apiPaths } from '../../paths.ts';
import { part, setText } from '../part.ts';
import { postToDesk } from './ask-desk.ts';
import { whatWentWrong } from './open-desk.ts';

/** @param entered what the page does once a request runs */
export function prepareEntry(root: ParentNode, entered: () => Promise<void>): { mayVouch(may: boolean): void } {
  const form = part(root, 'enter', HTMLFormElement);
  const said = part(form, 'enter-said', HTMLElement);
  const button = form.querySelector('button');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (button?.disabled) return;
    if (button) button.disabled = true;
    setText(said, 'It is being written down.');
    const reply = await postToDesk<DeskEntered>(apiPaths.staffRequests, Object.fromEntries(new FormData(form)));
    if (button) button.disabled = false;
    if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
    form.reset();
    setText(said, wordsFor(reply.answer));
    await entered();
  });
  return {
    mayVouch(may) {
      part(form, 'vouch', HTMLElement).hidden = !may;
    },
  };
}

function wordsFor(entered: DeskEntered): string {
  return entered.state === 'received'
    ? `It runs as ${entered.number}, from the day of the mail.`
    : 'A letter asks their mailbox. It runs, from the day of the mail, once they have confirmed it.';
}
