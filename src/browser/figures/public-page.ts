/** The figures for everybody: a month of frozen days at a time, or why there are none yet. */
import { type FigurePoint, figureNames, type PublicFigures } from '../../api/page-view-answers.ts';
import { apiPaths } from '../../paths.ts';
import { paragraph } from '../../words/paragraph.ts';
import { say } from '../../words/say.ts';
import { getJson } from '../ask.ts';
import { copyOf, part, setText } from '../part.ts';
import { drawFigure } from './draw-figure.ts';
import { averageWords, dayWords, monthWords, wholeWords } from './figure-words.ts';
import { monthAsked, monthsBetween, questionOfMonth } from './months.ts';

const figures = part(document, 'figures', HTMLElement);
const pages: Readonly<Record<string, string>> = JSON.parse(figures.dataset['pages'] ?? '{}');
const daysUntilFrozen = 30;

void show();

async function show(): Promise<void> {
  const said = part(figures, 'said', HTMLElement);
  const month = monthAsked(location.search);
  const reply = await getJson<PublicFigures>(apiPaths.pageViewFigures + (month ? questionOfMonth(month) : ''));
  if (reply.state === 'refused') return setText(said, paragraph([reply.problem.title, reply.problem.detail]));
  if (reply.state === 'unreachable')
    return setText(said, say`The figures did not come. Look at your connection, and open this page again.`);
  const { answer } = reply;
  part(figures, 'empty', HTMLElement).hidden = answer.available !== undefined;
  part(figures, 'found', HTMLElement).hidden = answer.available === undefined;
  setText(said, answer.available ? sinceWords(answer, answer.available) : '');
  if (answer.available) drawMonth(answer, answer.available);
  else setText(part(figures, 'empty-said', HTMLElement), emptyWords(answer));
}

function sinceWords({ since, from, frozenDays }: PublicFigures, { to }: { readonly to: string }): string {
  const counted = say`We have counted since ${dayWords(since ?? from)}. Days are frozen, and shown here, up to ${dayWords(to)}.`;
  return paragraph([counted, frozenDays === 0 ? say`No day of ${monthWords(from)} is frozen.` : '']);
}

function emptyWords({ since }: PublicFigures): string {
  if (since === undefined)
    return say`Nothing has been counted so far. The first figures stand here ${daysUntilFrozen} days after the first visit.`;
  const first = Date.parse(since) + daysUntilFrozen * 86_400_000;
  return say`We have counted since ${dayWords(since)}. A day is frozen ${daysUntilFrozen} days after it, so the first figures stand here from about ${dayWords(first)}.`;
}

function drawMonth(answer: PublicFigures, available: { readonly from: string; readonly to: string }): void {
  const shown = answer.from.slice(0, 7);
  part(figures, 'months', HTMLElement).replaceChildren(
    ...monthsBetween(available.from, available.to).map((month) => monthLink(month, month === shown)),
  );
  setText(part(figures, 'title', HTMLElement), monthWords(answer.from));
  const { totals } = answer;
  part(figures, 'totals', HTMLElement).replaceChildren(
    total(say`visits`, wholeWords(totals.visits)),
    total(say`views`, wholeWords(totals.views)),
    total(say`time a view`, averageWords(totals)),
  );
  const days = answer.series.filter(({ state }) => state !== 'not-counted');
  const most = Math.max(1, ...days.map(({ counts }) => counts?.visits ?? 0));
  part(figures, 'days', HTMLElement).replaceChildren(...days.map((day) => dayRow(day, most)));
  for (const name of figureNames) {
    const section = figures.querySelector<HTMLElement>(`[data-figure="${name}"]`);
    if (section)
      drawFigure(section, name, answer.figures[name], {
        pages,
        isCompared: false,
        frozenDays: answer.frozenDays,
        restWords: '',
      });
  }
}

function monthLink(month: string, isShown: boolean): HTMLElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = `?month=${month}#figures`;
  link.textContent = monthWords(month);
  if (isShown) link.setAttribute('aria-current', 'page');
  item.append(link);
  return item;
}

function total(name: string, words: string): HTMLElement {
  const element = copyOf(figures, 'total');
  for (const [selector, text] of [
    ['dt', name],
    ['dd', words],
  ] as const) {
    const child = element.querySelector(selector);
    if (child) setText(child, text);
  }
  return element;
}

function dayRow({ startsAt, counts }: FigurePoint, most: number): HTMLElement {
  const row = document.createElement('tr');
  const head = document.createElement('th');
  head.scope = 'row';
  head.textContent = dayWords(startsAt);
  row.append(head);
  row.style.setProperty('--share', String((counts?.visits ?? 0) / most));
  const cells = counts
    ? [wholeWords(counts.visits), wholeWords(counts.views), averageWords(counts)]
    : [say`too few to be told`, '', ''];
  for (const words of cells) {
    const cell = document.createElement('td');
    cell.textContent = words;
    row.append(cell);
  }
  return row;
}
