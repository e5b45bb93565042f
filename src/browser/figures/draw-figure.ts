/** Fills the table of one figure: a row a value, under each its share as a thread. */
import type { Figure, FigureName, FigureRow, ViewCounts } from '../../api/page-view-answers.ts';
import { paragraph } from '../../words/paragraph.ts';
import { plural, say } from '../../words/say.ts';
import { copyOf, part, setText } from '../part.ts';
import { averageWords, ratioWords, wholeWords } from './figure-words.ts';
import { valueWords } from './value-words.ts';

/** The columns behind the value's name; the page's table has the same heads. */
export type Column = 'visits' | 'views' | 'time' | 'hundred' | 'before';

export interface DrawnWith {
  /** The site's pages by address. */
  readonly pages: Readonly<Record<string, string>>;
  readonly isCompared: boolean;
  /** How many of the days are frozen. */
  readonly frozenDays: number;
  /** Where all values can be had that are not among the rows: "They are in the CSV." Empty where they can't. */
  readonly restWords: string;
}

/** @param section has the table, the words and a template of a row, by their parts */
export function drawFigure(section: HTMLElement, name: FigureName, figure: Figure, drawn: DrawnWith): void {
  const isEmpty = figure.rows.every(({ visits, views, previous }) => visits + views + (previous?.visits ?? 0) === 0);
  part(section, 'table', HTMLElement).hidden = isEmpty;
  part(section, 'none', HTMLElement).hidden = !isEmpty;
  const before = section.querySelector<HTMLElement>('[data-column="before"]');
  if (before) before.hidden = !drawn.isCompared;
  const most = Math.max(1, ...figure.rows.map(({ visits }) => visits));
  // Steps that are left out of some days can't be measured by one another.
  const first = drawn.frozenDays > 0 ? 0 : (figure.rows[0]?.visits ?? 0);
  const rows = figure.rows.map((row) => drawRow(section, name, row, { ...drawn, most, first }));
  part(section, 'rows', HTMLElement).replaceChildren(...rows);
  setText(part(section, 'folded', HTMLElement), foldedWords(figure, name, drawn));
}

interface RowScale extends DrawnWith {
  /** Visits of the largest row, whose thread is whole. */
  readonly most: number;
  /** Visits of the first row, which the funnel is measured by. */
  readonly first: number;
}

function drawRow(section: HTMLElement, name: FigureName, row: FigureRow, scale: RowScale): HTMLElement {
  const element = copyOf(section, 'row');
  element.style.setProperty('--share', String(row.visits / scale.most));
  const words = part(element, 'value', HTMLElement);
  const text = valueWords(name, row.value, scale.pages);
  setText(words, text);
  // An address that has a name says both: the name is for people, the address is what was counted.
  if (text !== row.value && row.value.startsWith('/')) words.title = row.value;
  for (const cell of element.querySelectorAll<HTMLElement>('[data-cell]')) fillCell(cell, row, scale);
  return element;
}

function fillCell(cell: HTMLElement, row: FigureRow, { first, isCompared }: RowScale): void {
  const column = cell.dataset['cell'] as Column;
  if (column === 'before') cell.hidden = !isCompared;
  cell.textContent = cellWords(column, row, first);
}

function cellWords(column: Column, row: FigureRow, first: number): string {
  switch (column) {
    case 'visits':
      return wholeWords(row.visits);
    case 'views':
      return wholeWords(row.views);
    case 'time':
      return averageWords(row);
    case 'hundred':
      return first === 0 ? '–' : ratioWords((row.visits / first) * 100);
    case 'before':
      return wholeWords(row.previous?.visits ?? 0);
  }
}

/** What is not in the rows by name, in a sentence or two. */
function foldedWords({ rest, folded }: Figure, name: FigureName, { restWords, frozenDays }: DrawnWith): string {
  const more = rest ? say`And ${wholeWords(rest.values)} more, with ${visitWords(rest)} in all.` : '';
  return paragraph([more, rest && restWords, foldedSentence(folded, name, frozenDays)]);
}

function foldedSentence(folded: ViewCounts, name: FigureName, frozenDays: number): string {
  if (frozenDays === 0) return say`Nothing was folded.`;
  if (name === 'funnel') return say`Steps with fewer than 10 on a frozen day are left out of that day.`;
  if (folded.visits === 0 && folded.views === 0) return say`No value was folded.`;
  return name === 'device' || name === 'browser' || name === 'system'
    ? say`“Other” holds ${visitWords(folded)} of frozen days that were too small to stand alone, or could not be told.`
    : say`“Other” holds ${visitWords(folded)} of frozen days that were too small to stand alone.`;
}

function visitWords({ visits }: ViewCounts): string {
  return plural('{2} visit', '{2} visits', visits, wholeWords(visits));
}
