/** The line over time: drawn for the eye, read by a slider, and all of it in a table. */
import type { FigurePoint, PageViewFigures } from '../../../api/page-view-answers.ts';
import { periodWords, pointWords } from '../../figures/figure-words.ts';
import { part, setText } from '../../part.ts';
import { type Chart, makeChart } from './draw-chart.ts';
import type { Measure } from './period.ts';
import { measuredWords, measureWords } from './series.ts';

let chart: Chart | undefined;
let read: (place: number) => void = () => undefined;

/** Once for the page: the slider moves the chart's mark, and the chart's mark the slider. */
export function prepareLine(work: HTMLElement): void {
  const along = part(work, 'along', HTMLInputElement);
  chart = makeChart(part(work, 'chart', HTMLElement), (place) => {
    along.value = String(place);
    read(place);
  });
  along.addEventListener('input', () => {
    read(along.valueAsNumber);
    chart?.pointTo(along.valueAsNumber);
  });
}

export function drawLine(work: HTMLElement, answer: PageViewFigures, measure: Measure): void {
  const { series, before, by } = answer;
  const along = part(work, 'along', HTMLInputElement);
  along.max = String(series.length - 1);
  read = (place) => readPoint(work, answer, measure, place);
  const last = Math.max(
    0,
    series.findLastIndex(({ counts }) => counts !== undefined),
  );
  along.value = String(last);
  read(last);
  chart?.draw({ by, measure, series, before: before?.series }, last);
  setText(part(work, 'along-label', HTMLElement), `Read the line, ${by} by ${by}`);
  part(work, 'legend', HTMLElement).hidden = before === undefined;
  if (before) setText(part(work, 'legend-before', HTMLElement), periodWords(before.from, before.to));
  drawTable(work, answer);
}

function readPoint(work: HTMLElement, { series, before, by }: PageViewFigures, measure: Measure, place: number): void {
  const point = series[place];
  if (!point) return;
  const value = measuredWords(point, measure);
  const than = before?.series[place];
  const beside = than ? ` Before, on ${pointWords(than.startsAt, by)}: ${measuredWords(than, measure)}.` : '';
  setText(part(work, 'read-value', HTMLElement), value);
  const when = `${measureWords[measure].toLowerCase()}, ${pointWords(point.startsAt, by)}.${beside}`;
  setText(part(work, 'read-when', HTMLElement), when);
  part(work, 'along', HTMLInputElement).setAttribute('aria-valuetext', `${value} ${when}`);
}

function drawTable(work: HTMLElement, { series, before, by }: PageViewFigures): void {
  setText(part(work, 'series-of', HTMLElement), by === 'day' ? 'Day' : 'Hour');
  part(work, 'series-before', HTMLElement).hidden = before === undefined;
  const rows = series.map((point, place) => rowOf(point, by, before ? before.series[place] : undefined));
  part(work, 'series-rows', HTMLElement).replaceChildren(...rows);
}

function rowOf(point: FigurePoint, by: 'day' | 'hour', than: FigurePoint | undefined): HTMLElement {
  const row = document.createElement('tr');
  const head = document.createElement('th');
  head.scope = 'row';
  head.textContent = pointWords(point.startsAt, by);
  row.append(head, ...(['views', 'visits', 'time'] as const).map((measure) => cellOf(measuredWords(point, measure))));
  if (than) row.append(cellOf(measuredWords(than, 'views')));
  return row;
}

function cellOf(words: string): HTMLElement {
  const cell = document.createElement('td');
  cell.textContent = words;
  return cell;
}
