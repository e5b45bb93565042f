/** Who is affected: the wish is counted, and only what was counted can be added. */
import type { DeskBreach, PeopleFound, UnreachedPeople } from '../../../api/breach-answers.ts';
import type { DeskDone } from '../../../api/desk-answers.ts';
import { apiPaths } from '../../../paths.ts';
import { part, setText } from '../../part.ts';
import { postToDesk } from '../ask-desk.ts';
import { whatWentWrong } from '../open-desk.ts';
import { asUtc } from './draw-clocks.ts';
import { type Done, pathOf } from './forms.ts';

export function prepareFinding(page: HTMLElement, done: Done): { follow(breach: DeskBreach): void } {
  const form = part(page, 'find', HTMLFormElement);
  const said = part(form, 'find-said', HTMLElement);
  const add = part(form, 'add', HTMLButtonElement);
  let seen: DeskBreach | undefined;
  form.addEventListener('input', () => {
    // What was counted is not what would be added any more.
    add.hidden = true;
    followChoice(form);
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (!seen) return;
    add.hidden = true;
    setText(said, 'They are being counted.');
    const reply = await postToDesk<PeopleFound>(pathOf(apiPaths.staffBreachCount, seen), wishOf(form));
    if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
    const { people } = reply.answer;
    setText(said, foundWords(reply.answer));
    const onward = seen.notice ? `, and write to ${people === 1 ? 'them' : 'each'}` : '';
    setText(add, `${people === 1 ? 'Add this person' : `Add these ${people} people`}${onward}`);
    add.hidden = people === 0;
  });
  add.addEventListener('click', async () => {
    if (!seen || add.disabled) return;
    add.disabled = true;
    const body = { revision: seen.revision, wish: wishOf(form) };
    const reply = await postToDesk<DeskDone>(pathOf(apiPaths.staffBreachPeople, seen), body);
    add.disabled = false;
    if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
    return done(reply.answer.said);
  });
  const unreached = part(page, 'unreached', HTMLButtonElement);
  unreached.addEventListener('click', () => seen && void showUnreached(page, seen));
  return {
    follow(breach) {
      seen = breach;
      form.reset();
      followChoice(form);
      add.hidden = true;
      setText(said, '');
      form.hidden = breach.closedAt !== undefined;
      unreached.hidden = breach.people.refused === 0 || breach.closedAt !== undefined;
      part(page, 'unreached-list', HTMLElement).replaceChildren();
      setText(part(page, 'unreached-said', HTMLElement), '');
    },
  };
}

function foundWords({ people, unknown }: PeopleFound): string {
  const found = people === 1 ? '1 person is found' : `${people} people are found`;
  if (unknown === 0) return `${found}. Nobody is added yet.`;
  return `${found}. Of ${unknown === 1 ? '1 address' : `${unknown} addresses`} we hold nothing. Nobody is added yet.`;
}

function wishOf(form: HTMLFormElement): object {
  const given = new FormData(form);
  if (given.get('by') === 'list')
    return {
      emails: String(given.get('emails'))
        .split(/[\s,;]+/)
        .filter(Boolean),
    };
  const [table, period] = String(given.get('source')).split('.');
  return period ? { table, period, from: asUtc(given.get('from')), until: asUtc(given.get('until')) } : { table };
}

/** A field of the other way is neither seen nor sent. */
function followChoice(form: HTMLFormElement): void {
  const given = new FormData(form);
  const by = String(given.get('by'));
  const hasPeriod = by === 'table' && String(given.get('source')).includes('.');
  for (const field of form.querySelectorAll<HTMLElement>('[data-for]')) {
    const isShown = field.dataset['part'] === 'period' ? hasPeriod : field.dataset['for'] === by;
    field.hidden = !isShown;
    for (const input of field.querySelectorAll<HTMLInputElement>('input, select, textarea')) input.disabled = !isShown;
  }
  // A disabled list says nothing of a period: it is looked at again once it can be chosen from.
  if (by === 'table' && !given.has('source')) followChoice(form);
}

async function showUnreached(page: HTMLElement, breach: DeskBreach): Promise<void> {
  const said = part(page, 'unreached-said', HTMLElement);
  const reply = await postToDesk<UnreachedPeople>(pathOf(apiPaths.staffBreachUnreached, breach), {});
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  const { emails } = reply.answer;
  setText(said, emails.length === 0 ? 'Their addresses are not known any more.' : 'That you looked is written down.');
  part(page, 'unreached-list', HTMLElement).replaceChildren(
    ...emails.map((email) => {
      const element = document.createElement('li');
      element.textContent = email;
      return element;
    }),
  );
}
