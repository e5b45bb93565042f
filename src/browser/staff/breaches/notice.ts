/** The letter to the people: it is seen before it goes, and goes once. */
import type { DeskBreach } from '../../../api/breach-answers.ts';
import type { DeskLetter } from '../../../api/desk-answers.ts';
import { timeInWords } from '../../../api/time-in-words.ts';
import { apiPaths, previewOf } from '../../../paths.ts';
import { part, setText } from '../../part.ts';
import { postToDesk } from '../ask-desk.ts';
import { whatWentWrong } from '../open-desk.ts';
import { type Done, pathOf, send } from './forms.ts';

export function prepareNotice(page: HTMLElement, done: Done): { follow(breach: DeskBreach): void } {
  const form = part(page, 'notice', HTMLFormElement);
  const letter = part(page, 'letter', HTMLElement);
  let seen: DeskBreach | undefined;
  form.addEventListener('input', () => {
    // What was seen is not what would be sent any more.
    letter.hidden = true;
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (seen) void seeLetter(form, letter, seen);
  });
  part(letter, 'send', HTMLButtonElement).addEventListener('click', () => {
    if (seen) void send(form, pathOf(apiPaths.staffBreachNotice, seen), bodyOf(form, seen), done);
  });
  return {
    follow(breach) {
      seen = breach;
      letter.hidden = true;
      fill(page, form, breach);
    },
  };
}

async function seeLetter(form: HTMLFormElement, letter: HTMLElement, breach: DeskBreach): Promise<void> {
  const said = part(form, 'form-said', HTMLElement);
  const asked = bodyOf(form, breach);
  setText(said, 'The letter is being written.');
  const reply = await postToDesk<DeskLetter>(previewOf(pathOf(apiPaths.staffBreachNotice, breach)), asked);
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  setText(said, '');
  // Something else was typed while it was being written: this letter would not be the one.
  if (JSON.stringify(bodyOf(form, breach)) !== JSON.stringify(asked)) return;
  const { to, subject, text } = reply.answer;
  setText(part(letter, 'letter-to', HTMLElement), to);
  setText(part(letter, 'letter-subject', HTMLElement), subject);
  setText(part(letter, 'letter-text', HTMLElement), text);
  setText(part(letter, 'send', HTMLElement), `Send it to ${to}`);
  letter.hidden = false;
  part(letter, 'letter-subject', HTMLElement).focus();
}

function bodyOf(form: HTMLFormElement, { revision }: DeskBreach): object {
  const given = new FormData(form);
  return { revision, words: String(given.get('words')).trim(), tellsRestricted: given.has('tellsRestricted') };
}

/** Once it has begun its words stay: then only the restricted may still be written to, in the same ones. */
function fill(page: HTMLElement, form: HTMLFormElement, { drafts, notice, people, closedAt }: DeskBreach): void {
  form.reset();
  const words = form.querySelector('textarea');
  if (words) {
    words.value = notice?.words ?? drafts.people;
    words.readOnly = notice !== undefined;
  }
  const begun = part(page, 'notice-begun', HTMLElement);
  begun.hidden = notice === undefined;
  const restricted = part(form, 'restricted', HTMLElement);
  restricted.hidden = people.restricted === 0;
  const whose = people.restricted === 1 ? '1 person whose data is' : `${people.restricted} people whose data is`;
  setText(
    part(form, 'restricted-words', HTMLElement),
    `Write to ${whose} restricted too: the law owes them this letter, and their data is used for nothing else`,
  );
  const isToDo = notice === undefined || (people.restricted > 0 && !notice.tellsRestricted);
  form.hidden = closedAt !== undefined || !isToDo;
  const said = form.hidden ? `:\n\n${notice?.words}` : '.';
  setText(begun, notice ? `The letter began to go out on ${timeInWords(notice.begunAt)}${said}` : '');
}
