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
  'correct-invoice': {
    path: apiPaths.staffRequestCorrection,
    choice: 'Add a correction to an invoice',
    words: 'The reason, for the person',
    send: 'Add it, close the request, and send this letter',
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

/** The forms of a page, and what has been chosen in them. */
interface Forms {
  readonly page: HTMLElement;
  readonly form: HTMLFormElement;
  readonly letter: HTMLElement;
  readonly send: HTMLButtonElement;
  readonly said: HTMLElement;
  request: DeskRequest | undefined;
  chosen: DeskAct | undefined;
}

/** @param done what the page does once an act is done, with the sentence that says so */
export function prepareActs(
  page: HTMLElement,
  done: (said: string) => Promise<void>,
): { offer(request: DeskRequest): void } {
  const form = part(page, 'act-form', HTMLFormElement);
  const forms: Forms = {
    page,
    form,
    letter: part(page, 'letter', HTMLElement),
    send: part(page, 'send', HTMLButtonElement),
    said: part(form, 'act-said', HTMLElement),
    request: undefined,
    chosen: undefined,
  };
  form.addEventListener('input', () => {
    if (forms.chosen) needWords(form, forms.chosen);
    // What was seen is not what would be sent any more.
    forms.letter.hidden = true;
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (forms.chosen && actWords[forms.chosen].hasLetter) void seeLetter(forms, forms.chosen);
    else void carryOut(forms, done);
  });
  forms.send.addEventListener('click', () => void carryOut(forms, done));
  return { offer: (request) => offer(forms, request) };
}

function offer(forms: Forms, request: DeskRequest): void {
  const { page, form, letter } = forms;
  forms.request = request;
  forms.chosen = undefined;
  form.reset();
  form.hidden = true;
  letter.hidden = true;
  part(page, 'acts-part', HTMLElement).hidden = request.acts.length === 0;
  drawChoices(page, request.acts, (act) => choose(forms, act));
  part(form, 'say-done', HTMLElement).hidden = !request.mayBeSaidDone;
  drawRecipients(form, request);
  offerTemplates(form, request);
  part(form, 'invoice', HTMLSelectElement).replaceChildren(...request.invoices.map((number) => new Option(number)));
}

function choose(forms: Forms, act: DeskAct): void {
  const { form, letter, send, said } = forms;
  const { words, send: sendWords, hasLetter } = actWords[act];
  forms.chosen = act;
  letter.hidden = true;
  form.hidden = false;
  showFields(form, act);
  needWords(form, act);
  setText(part(form, 'words-label', HTMLElement), words);
  setText(send, sendWords);
  setText(part(form, 'see', HTMLElement), hasLetter ? 'See the letter' : sendWords);
  setText(said, '');
}

async function seeLetter(forms: Forms, act: DeskAct): Promise<void> {
  const { letter, said } = forms;
  const asked = bodyOf(forms, act);
  setText(said, 'The letter is being written.');
  const reply = await postToDesk<DeskLetter>(previewOf(addressOf(forms, act)), asked);
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  setText(said, '');
  // Something else was typed or chosen while it was being written: this letter would not be the one.
  if (forms.chosen !== act || JSON.stringify(bodyOf(forms, act)) !== JSON.stringify(asked)) return;
  const { to, subject, text } = reply.answer;
  setText(part(letter, 'letter-to', HTMLElement), to || 'nobody: no address is known');
  setText(part(letter, 'letter-subject', HTMLElement), subject);
  setText(part(letter, 'letter-text', HTMLElement), text);
  letter.hidden = false;
  part(letter, 'letter-subject', HTMLElement).focus();
}

async function carryOut(forms: Forms, done: (said: string) => Promise<void>): Promise<void> {
  const { chosen, letter, send, said } = forms;
  if (!chosen || send.disabled) return;
  send.disabled = true;
  const reply = await postToDesk<DeskDone>(addressOf(forms, chosen), bodyOf(forms, chosen));
  send.disabled = false;
  if (reply.state === 'answered') return done(reply.answer.said);
  letter.hidden = true;
  setText(said, whatWentWrong(reply));
}

function addressOf({ form, request }: Forms, act: DeskAct): string {
  const recipient = String(new FormData(form).get('recipient') ?? '');
  return actWords[act].path.replace(':number', request?.number ?? '').replace(':recipient', recipient);
}

/** What of the form belongs to the act, under the names that the Worker has for it. */
function bodyOf({ form }: Forms, act: DeskAct): object {
  const { words, recipient: _inThePath, template, ...others } = Object.fromEntries(new FormData(form));
  const rest: Record<string, FormDataEntryValue> = template ? { ...others, template } : others;
  if (words === undefined) return rest;
  if (act === 'correct-invoice') return { order: rest['order'], fields: filledLines(rest), reason: words };
  return act === 'decide' || act === 'extend' ? { ...rest, reason: words } : { ...rest, words };
}

/** A line that is left empty is right as it stands on the invoice. */
function filledLines(given: Readonly<Record<string, FormDataEntryValue>>): Record<string, string> {
  const lines = Object.entries(given).flatMap(([name, value]) => {
    const [, field] = name.split('fields.');
    const line = String(value).trim();
    return field && line ? [[field, line]] : [];
  });
  return Object.fromEntries(lines);
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

/** Of those that are written about requests of its kind. */
function offerTemplates(form: HTMLFormElement, { kind }: DeskRequest): void {
  for (const option of form.querySelectorAll<HTMLOptionElement>('[name="template"] option')) {
    const kinds = option.dataset['kinds'];
    option.hidden = option.disabled = kinds !== undefined && !kinds.split(' ').includes(kind);
  }
}

/** A template says something by itself; a decision and an extension have a reason besides. */
function needWords(form: HTMLFormElement, act: DeskAct): void {
  const words = form.querySelector('textarea');
  if (words) words.required = act !== 'answer' || !new FormData(form).get('template');
}

function drawRecipients(form: HTMLFormElement, { recipients }: DeskRequest): void {
  const waiting = recipients.filter(({ state }) => state === 'waiting' || state === 'told');
  part(form, 'recipient', HTMLSelectElement).replaceChildren(...waiting.map(({ id, name }) => new Option(name, id)));
}
