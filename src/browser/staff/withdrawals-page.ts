/** Withdrawals at the desk: what is due first stands first, and each has what whoever is signed in may do about it. */
import type { DeskWithdrawals } from '../../api/withdrawal-answers.ts';
import { apiPaths } from '../../paths.ts';
import { part, setText } from '../part.ts';
import { getFromDesk } from './ask-desk.ts';
import { openDesk, whatWentWrong } from './open-desk.ts';
import { drawWithdrawal } from './withdrawals/draw-withdrawal.ts';
import { prepareEntering } from './withdrawals/enter-withdrawal.ts';

const work = part(document, 'work', HTMLElement);
const list = part(work, 'list', HTMLElement);
const more = part(work, 'more', HTMLButtonElement);
const said = part(work, 'list-said', HTMLElement);
let next: string | undefined;

more.addEventListener('click', () => void show(next));
prepareEntering(work, done);

openDesk(async ({ role }) => {
  const isTheirs = role !== 'privacy';
  part(work, 'nothing-yours', HTMLElement).hidden = isTheirs;
  part(work, 'all', HTMLElement).hidden = !isTheirs;
  if (isTheirs) await show();
});

/** The form that was used has gone with its line: the focus goes to where the page begins, which says what came of it. */
async function done(words: string): Promise<void> {
  await show();
  setText(said, words);
  part(document, 'title', HTMLElement).focus();
}

async function show(after?: string): Promise<void> {
  setText(said, 'We are looking.');
  const query = after ? `?after=${encodeURIComponent(after)}` : '';
  const reply = await getFromDesk<DeskWithdrawals>(apiPaths.staffWithdrawals + query);
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  const lines = reply.answer.withdrawals.map((withdrawal) => drawWithdrawal(work, withdrawal, done));
  if (after) list.append(...lines);
  else list.replaceChildren(...lines);
  next = reply.answer.next;
  more.hidden = next === undefined;
  setText(said, summary(list.children.length));
  if (after) lines[0]?.querySelector('a')?.focus();
}

function summary(shown: number): string {
  if (shown === 0) return 'Nothing is to be paid back.';
  const late = list.querySelectorAll('[data-standing="overdue"]').length;
  const counted = shown === 1 ? '1 withdrawal.' : `${shown} withdrawals.`;
  return late > 0 ? `${counted} ${late === 1 ? '1 is' : `${late} are`} overdue: pay now.` : counted;
}
