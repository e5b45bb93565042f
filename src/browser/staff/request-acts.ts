/** One act at a time: its form, the letter that it would send, and then the button that does it. */
import type { DeskAct, DeskDone, DeskLetter, DeskRequest } from '../../api/desk-answers.ts';
import { apiPaths, previewOf } from '../../paths.ts';
import { copyOf, part, setText } from '../part.ts';
import { postToDesk } from './ask-desk.ts';
import { whatWentWrong } from './open-desk.ts';

interface ActWords {
  readonly path: string;
  readonly choice: string;
  /** Over the field that the person reads. */
  readonly words: string;
  /** On the button that does it, once its letter was seen. */
  readonly send: string;
  /** An act without a letter is done by its form's own button. */
  readonly hasLetter: boolean;
}

const actWords: Readonly<Record<DeskAct, ActWords>> = {
  answer: {
    path: apiPaths.staffRequestAnswer,
    choice: 'Write to them',
    words: 'Your message',
    send: 'Send this letter',
    hasLetter: true,
  },
  decide: {
    path: apiPaths.staffRequestDecide,
    choice: 'Decide, and close it',
    words: 'The reason, for the person',
    send: 'Decide so, and send this letter',
    hasLetter: true,
  },
  extend: {
    path: apiPaths.staffRequestExtend,
    choice: 'Take more time',
    words: 'Why it takes longer, for the person',
    send: 'Extend it, and send this letter',
    hasLetter: true,
  },
  'child-report': {
    path: apiPaths.staffRequestChildReport,
    choice: 'Decide about the report',
    words: 'What you found, for the request’s page',
    send: 'Decide so, and send this letter',
    hasLetter: true,
  },
  objection: {
    path: apiPaths.staffRequestObjection,
    choice: 'Weigh the objection',
    words: 'The reason, for the person',
    send: 'Decide so, and send this letter',
    hasLetter: true,
  },
  'lift-restriction': {
    path: apiPaths.staffRequestLiftRestriction,
    choice: 'Lift the restriction',
    words: '',
    send: 'Tell them, or lift it if they were told',
    hasLetter: true,
  },
  recipients: {
    path: apiPaths.staffRequestRecipient,
    choice: 'Note what a recipient answered',
    words: 'Its answer, for the person',
    send: 'Note this',
    hasLetter: false,
  },
};

/** @param done what the page does once an act is done, with the sentence that says so */
export function prepareActs(
  page: HTMLElement,
  done: (said: string) => Promise<void>,
): { offer(request: DeskRequest): void } {
  const form = part(page, 'act-form', HTMLFormElement);
  const letter = part(page, 'letter', HTMLElement);
  const send = part(page, 'send', HTMLButtonElement);
  const said = part(form, 'act-said', HTMLElement);
  let request: DeskRequest | undefined;
  let chosen: DeskAct | undefined;

  form.addEventListener('input', () => {
    // What was seen is not what would be sent any more.
    letter.hidden = true;
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (chosen && actWords[chosen].hasLetter) void seeLetter(chosen);
    else void carryOut();
  });
  send.addEventListener('click', () => void carryOut());

  async function seeLetter(act: DeskAct): Promise<void> {
    setText(said, 'The letter is being written.');
    const reply = await postToDesk<DeskLetter>(previewOf(addressOf(act)), bodyOf(act));
    if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
    setText(said, '');
    const { to, subject, text } = reply.answer;
    setText(part(letter, 'letter-to', HTMLElement), to || 'nobody: no address is known');
    setText(part(letter, 'letter-subject', HTMLElement), subject);
    setText(part(letter, 'letter-text', HTMLElement), text);
    letter.hidden = false;
    part(letter, 'letter-subject', HTMLElement).focus();
  }

  async function carryOut(): Promise<void> {
    if (!chosen || send.disabled) return;
    send.disabled = true;
    const reply = await postToDesk<DeskDone>(addressOf(chosen), bodyOf(chosen));
    send.disabled = false;
    if (reply.state === 'answered') return done(reply.answer.said);
    letter.hidden = true;
    setText(said, whatWentWrong(reply));
  }

  function addressOf(act: DeskAct): string {
    const recipient = String(new FormData(form).get('recipient') ?? '');
    return actWords[act].path.replace(':number', request?.number ?? '').replace(':recipient', recipient);
  }

  /** What of the form belongs to the act, under the names that the Worker has for it. */
  function bodyOf(act: DeskAct): object {
    const { words, recipient: _inThePath, ...rest } = Object.fromEntries(new FormData(form));
    if (words === undefined) return rest;
    return act === 'decide' || act === 'extend' ? { ...rest, reason: words } : { ...rest, words };
  }

  function choose(act: DeskAct): void {
    chosen = act;
    const { words, send: sendWords, hasLetter } = actWords[act];
    letter.hidden = true;
    form.hidden = false;
    showFields(form, act);
    setText(part(form, 'words-label', HTMLElement), words);
    setText(send, sendWords);
    setText(part(form, 'see', HTMLElement), hasLetter ? 'See the letter' : sendWords);
    setText(said, '');
  }

  return {
    offer(offered) {
      request = offered;
      chosen = undefined;
      form.reset();
      form.hidden = true;
      letter.hidden = true;
      part(page, 'acts-part', HTMLElement).hidden = offered.acts.length === 0;
      drawChoices(page, offered.acts, choose);
      part(form, 'say-done', HTMLElement).hidden = !offered.mayBeSaidDone;
      drawRecipients(form, offered);
    },
  };
}

/** A field of another act is neither seen nor sent: the browser leaves out what is disabled. */
function showFields(form: HTMLFormElement, act: DeskAct): void {
  for (const field of form.querySelectorAll<HTMLElement>('[data-for]')) {
    const isItsOwn = field.dataset['for']?.split(' ').includes(act) ?? false;
    field.hidden = !isItsOwn;
    for (const input of field.querySelectorAll<HTMLInputElement>('input, select, textarea')) input.disabled = !isItsOwn;
  }
}

function drawChoices(page: HTMLElement, acts: readonly DeskAct[], choose: (act: DeskAct) => void): void {
  const choices = part(page, 'choices', HTMLElement);
  for (const old of choices.querySelectorAll('label')) old.remove();
  for (const act of acts) {
    const choice = copyOf(page, 'choice');
    const input = choice.querySelector('input');
    const words = choice.querySelector('span');
    if (words) setText(words, actWords[act].choice);
    input?.addEventListener('change', () => choose(act));
    choices.append(choice);
  }
}

function drawRecipients(form: HTMLFormElement, { recipients }: DeskRequest): void {
  const waiting = recipients.filter(({ state }) => state === 'waiting' || state === 'told');
  part(form, 'recipient', HTMLSelectElement).replaceChildren(...waiting.map(({ id, name }) => new Option(name, id)));
}
