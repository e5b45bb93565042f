/**
 * Asks in a dialog for the password, or for a code that was mailed, where the Worker wants
 * to know once more that it is the person; then does again what was asked for.
 */
import type { AccountActDone, CodeSent } from '../../api/account-answers.ts';
import { apiPaths } from '../../paths.ts';
import { say } from '../../words/say.ts';
import type { Reply } from '../ask.ts';
import { part } from '../part.ts';
import { clearProblem, onSubmit, showProblem } from './form.ts';
import { postSignedIn } from './session.ts';

const dialog = part(document, 'step-up', HTMLDialogElement);
const byPassword = part(dialog, 'by-password', HTMLFormElement);
const byCode = part(dialog, 'by-code', HTMLFormElement);

let challenge = '';
let onEnd: (isShown: boolean) => void = () => undefined;

onSubmit<AccountActDone>(
  byPassword,
  ({ password }) => postSignedIn(apiPaths.accountStepUp, { password }),
  () => end(true),
);
onSubmit<AccountActDone>(
  byCode,
  ({ code }) => postSignedIn(apiPaths.accountStepUp, { challenge, code }),
  () => end(true),
);
part(dialog, 'mail-code', HTMLButtonElement).addEventListener('click', () => void mailCode());
part(dialog, 'leave', HTMLButtonElement).addEventListener('click', () => dialog.close());
dialog.addEventListener('close', () => end(false));

/** The act's own reply, after a step-up where it needed one. One that the person leaves keeps the refusal. */
export async function afterStepUp<Answer>(act: () => Promise<Reply<Answer>>): Promise<Reply<Answer>> {
  const reply = await act();
  if (reply.state !== 'refused' || reply.problem.code !== 'step-up-needed') return reply;
  return (await showIt()) ? act() : reply;
}

function showIt(): Promise<boolean> {
  byPassword.hidden = false;
  byCode.hidden = true;
  for (const form of [byPassword, byCode]) {
    form.reset();
    clearProblem(form);
  }
  dialog.showModal();
  return new Promise((resolve) => {
    onEnd = resolve;
  });
}

/** Closing the dialog calls this a second time, for nobody. */
function end(isShown: boolean): void {
  const tell = onEnd;
  onEnd = () => undefined;
  dialog.close();
  tell(isShown);
}

async function mailCode(): Promise<void> {
  const reply = await postSignedIn<CodeSent>(apiPaths.accountStepUpCode);
  if (reply.state === 'answered') {
    challenge = reply.answer.challenge;
    byPassword.hidden = true;
    byCode.hidden = false;
    byCode.querySelector('input')?.focus();
    return;
  }
  const title = say`The code could not be sent.`;
  showProblem(byPassword, reply.state === 'refused' ? reply.problem : { title, detail: say`Please try again.` });
}
