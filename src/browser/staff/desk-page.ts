/** The desk's list: what is due, the first to be late first. It names nobody; a request is opened one at a time. */
import type { StaffRole } from '../../api/answers.ts';
import type { DeskFigures, DeskLine, DeskList, KindFigures } from '../../api/desk-answers.ts';
import { apiPaths, paths } from '../../paths.ts';
import { requestKinds } from '../../policy/request-kinds.ts';
import { copyOf, part, setText } from '../part.ts';
import { getFromDesk } from './ask-desk.ts';
import { dueWords, waitsWords } from './desk-words.ts';
import { prepareEntry } from './enter-request.ts';
import { openDesk, whatWentWrong } from './open-desk.ts';

const work = part(document, 'work', HTMLElement);
const list = part(work, 'list', HTMLElement);
const more = part(work, 'more', HTMLButtonElement);
const filter = part(work, 'filter', HTMLFormElement);
const figures = part(work, 'figures', HTMLDetailsElement);
/** Where the next page of the list begins. */
let next: string | undefined;
/** Which look is the newest: an older one, for another filter, must not draw over it. */
let current = 0;

filter.addEventListener('submit', (event) => {
  event.preventDefault();
  void showList();
});
more.addEventListener('click', () => void showList(next));
figures.addEventListener('toggle', () => {
  if (figures.open) void showFigures();
});

const entry = prepareEntry(work, () => showList());

openDesk(async ({ role }) => {
  const isTheirs = role !== 'fulfilment';
  part(work, 'nothing-yours', HTMLElement).hidden = isTheirs;
  part(work, 'requests', HTMLElement).hidden = !isTheirs;
  figures.hidden = !decides(role);
  entry.mayVouch(decides(role));
  if (isTheirs) await showList();
});

function decides(role: StaffRole): boolean {
  return role === 'privacy' || role === 'owner';
}

/** @param after where the page begins; the list is drawn anew without it */
async function showList(after?: string): Promise<void> {
  current += 1;
  const mine = current;
  const said = part(work, 'list-said', HTMLElement);
  setText(said, 'We are looking.');
  const wish = new FormData(filter);
  const query = new URLSearchParams({ state: String(wish.get('state')), kind: String(wish.get('kind')) });
  if (after) query.set('after', after);
  const reply = await getFromDesk<DeskList>(`${apiPaths.staffRequests}?${query}`);
  if (mine !== current) return;
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  const lines = reply.answer.requests.map(drawLine);
  if (after) list.append(...lines);
  else list.replaceChildren(...lines);
  next = reply.answer.next;
  more.hidden = next === undefined;
  const overdue = [...list.querySelectorAll('[data-standing="overdue"]')].length;
  setText(said, summary(list.children.length, overdue, next !== undefined));
  // Whoever pressed the button for more goes on with what has come.
  if (after) lines[0]?.querySelector('a')?.focus();
}

function summary(shown: number, overdue: number, isMore: boolean): string {
  if (shown === 0) return 'Nothing of this kind is here.';
  const requests = `${isMore ? 'The first ' : ''}${shown === 1 ? '1 request' : `${shown} requests`}`;
  if (overdue === 0) return `${requests}. None is overdue.`;
  return `${requests}. ${overdue === 1 ? '1 is' : `${overdue} are`} overdue: answer ${overdue === 1 ? 'it' : 'them'} first.`;
}

function drawLine(line: DeskLine): HTMLElement {
  const element = copyOf(work, 'line');
  element.dataset['standing'] = line.standing;
  const { when, on } = dueWords(line, Date.now());
  setText(part(element, 'when', HTMLElement), when);
  setText(part(element, 'on', HTMLElement), on);
  const open = part(element, 'open', HTMLAnchorElement);
  open.href = paths.staffRequest(line.number);
  setText(open, line.name);
  setText(part(element, 'number', HTMLElement), line.number);
  const whose = [waitsWords[line.waitsFor], line.isRestricted ? 'The data is restricted' : ''].filter(Boolean);
  setText(part(element, 'whose', HTMLElement), whose.join('. '));
  return element;
}

async function showFigures(): Promise<void> {
  const said = part(work, 'figures-said', HTMLElement);
  const table = part(work, 'figures-table', HTMLElement);
  const reply = await getFromDesk<DeskFigures>(apiPaths.staffFigures);
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  const { year, kinds } = reply.answer;
  table.hidden = kinds.length === 0;
  setText(said, kinds.length === 0 ? `Nothing was asked of us in ${year} yet.` : `What was asked of us in ${year}.`);
  part(work, 'figures-rows', HTMLElement).replaceChildren(...kinds.map(figureRow));
}

function figureRow(of: KindFigures): HTMLElement {
  const row = document.createElement('tr');
  const head = document.createElement('th');
  head.scope = 'row';
  head.textContent = requestKinds[of.kind].name;
  const days = (count: number | null) => (count === null ? 'none yet' : count.toFixed(1));
  const cells = [of.received, of.done, of.doneInPart, of.refused, of.missed, days(of.medianDays), days(of.meanDays)];
  row.append(
    head,
    ...cells.map((cell) => {
      const element = document.createElement('td');
      element.textContent = String(cell);
      return element;
    }),
  );
  return row;
}
