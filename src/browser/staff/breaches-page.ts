/** The register of breaches: the newest discovery first, and the form that begins one. */
import type { BreachRecorded, DeskBreachLine, DeskBreachList } from '../../api/breach-answers.ts';
import { timeInWords } from '../../api/time-in-words.ts';
import { apiPaths, paths } from '../../paths.ts';
import { copyOf, part, setText } from '../part.ts';
import { getFromDesk, postToDesk } from './ask-desk.ts';
import { asUtc, drawClocks, nowInUtc, pressing, showOnlyFor } from './breaches/draw-clocks.ts';
import { openDesk, whatWentWrong } from './open-desk.ts';

const work = part(document, 'work', HTMLElement);
const list = part(work, 'list', HTMLElement);
const more = part(work, 'more', HTMLButtonElement);
const form = part(work, 'record', HTMLFormElement);
/** Where the next page of the register begins. */
let next: string | undefined;

more.addEventListener('click', () => void showList(next));
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void record();
});

openDesk(async ({ role }) => {
  const isTheirs = role === 'privacy' || role === 'owner';
  showOnlyFor(work, 'register', isTheirs);
  const discovered = form.querySelector<HTMLInputElement>('[name="discoveredAt"]');
  if (discovered) {
    discovered.value = nowInUtc();
    discovered.max = nowInUtc();
  }
  if (isTheirs) await showList();
});

async function showList(before?: string): Promise<void> {
  const said = part(work, 'list-said', HTMLElement);
  setText(said, 'We are looking.');
  const query = before ? `?before=${encodeURIComponent(before)}` : '';
  const reply = await getFromDesk<DeskBreachList>(apiPaths.staffBreaches + query);
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  const lines = reply.answer.breaches.map(drawLine);
  if (before) list.append(...lines);
  else list.replaceChildren(...lines);
  next = reply.answer.next;
  more.hidden = next === undefined;
  setText(said, summary(list.children.length));
  if (before) lines[0]?.querySelector('a')?.focus();
}

function summary(shown: number): string {
  if (shown === 0) return 'No breach is written down.';
  const { over, soon } = pressing(list);
  const counted = shown === 1 ? '1 breach.' : `${shown} breaches.`;
  if (over > 0) return `${counted} ${over === 1 ? '1 clock is' : `${over} clocks are`} over: tell them now.`;
  return soon > 0 ? `${counted} A clock ends within a day.` : `${counted} No clock presses.`;
}

function drawLine(line: DeskBreachLine): HTMLElement {
  const element = copyOf(work, 'line');
  if (line.clocks.some(({ standing }) => standing === 'over')) element.dataset['standing'] = 'overdue';
  const open = part(element, 'open', HTMLAnchorElement);
  open.href = paths.staffBreach(line.number);
  setText(open, line.number);
  const closed = line.closedAt ? `. Closed on ${timeInWords(line.closedAt)}` : '';
  setText(part(element, 'discovered', HTMLElement), `Discovered on ${timeInWords(line.discoveredAt)}${closed}`);
  const { happened } = line;
  setText(part(element, 'happened', HTMLElement), happened.length > 160 ? `${happened.slice(0, 159)}…` : happened);
  drawClocks(work, part(element, 'clocks', HTMLElement), line.clocks);
  return element;
}

async function record(): Promise<void> {
  const said = part(form, 'record-said', HTMLElement);
  const button = form.querySelector('button');
  if (button?.disabled) return;
  if (button) button.disabled = true;
  setText(said, 'It is being written down.');
  const given = new FormData(form);
  const body = { happened: given.get('happened'), discoveredAt: asUtc(given.get('discoveredAt')) };
  const reply = await postToDesk<BreachRecorded>(apiPaths.staffBreaches, body);
  if (button) button.disabled = false;
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  location.assign(paths.staffBreach(reply.answer.number));
}
