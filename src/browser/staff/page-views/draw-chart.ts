/** The chart, by uPlot: one line of this period, and one of the period before. */
import uPlot from 'uplot';
import type { FigurePoint } from '../../../api/page-view-answers.ts';
import { durationWords, wholeWords } from '../../figures/figure-words.ts';
import type { Measure } from './period.ts';
import { measured } from './series.ts';

export interface Drawn {
  readonly by: 'day' | 'hour';
  readonly measure: Measure;
  readonly series: readonly FigurePoint[];
  readonly before: readonly FigurePoint[] | undefined;
}

export interface Chart {
  /** With the mark at a point, by its place. */
  draw(drawn: Drawn, at: number): void;
  /** Moves the mark to a point. */
  pointTo(place: number): void;
}

const utc = (seconds: number) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC');
const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });
const month = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short', year: 'numeric' });
const hour = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/**
 * Nothing of it is for a screen reader: the page has the same as a table, and a slider that reads it point by point.
 *
 * @param place is filled with the chart, as wide as it is
 * @param onPoint is told which point the mouse or the finger is at
 */
export function makeChart(place: HTMLElement, onPoint: (at: number) => void): Chart {
  let chart: uPlot | undefined;
  const size = () => ({ width: place.clientWidth, height: place.clientHeight });
  new ResizeObserver(() => chart?.setSize(size())).observe(place);
  return {
    draw(drawn, at) {
      chart?.destroy();
      const options = { ...optionsOf(drawn, readColours(place)), ...size() };
      // Where a point is, the chart knows once it is ready, which is later than made.
      const hooks = { ready: [(of: uPlot) => mark(of, at)], setCursor: [(of: uPlot) => tell(of, onPoint)] };
      chart = new uPlot({ ...options, hooks }, dataOf(drawn), place);
    },
    pointTo(at) {
      if (chart) mark(chart, at);
    },
  };
}

function mark(chart: uPlot, at: number): void {
  const seconds = chart.data[0][at];
  if (seconds !== undefined) chart.setCursor({ left: chart.valToPos(seconds, 'x'), top: 0 }, false);
}

/** What the mouse or the finger points at; where the mark was put by ourselves, the slider knows already. */
function tell({ cursor }: uPlot, onPoint: (at: number) => void): void {
  if (cursor.event && typeof cursor.idx === 'number' && (cursor.left ?? -1) >= 0) onPoint(cursor.idx);
}

function dataOf({ series, before, measure }: Drawn): uPlot.AlignedData {
  const times = series.map(({ startsAt }) => Date.parse(startsAt) / 1000);
  const now = series.map((point) => measured(point, measure));
  // The period before has as many points; each is drawn over the one that it is compared with.
  return before ? [times, series.map((_, place) => measured(before[place], measure)), now] : [times, now];
}

interface Colours {
  readonly ink: string;
  readonly muted: string;
  readonly hair: string;
  readonly bronze: string;
  readonly font: string;
}

function readColours(place: HTMLElement): Colours {
  const style = getComputedStyle(place);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: token('--ink'),
    muted: token('--muted'),
    hair: token('--hair'),
    bronze: token('--bronze'),
    font: `12px ${style.fontFamily}`,
  };
}

function optionsOf({ by, measure, before }: Drawn, { ink, muted, hair, bronze, font }: Colours) {
  const line = { spanGaps: false, points: { size: 5, width: 0 } };
  const now = { ...line, stroke: ink, width: 1.5, points: { ...line.points, fill: ink } };
  const then = { ...line, stroke: bronze, width: 1.25, dash: [2, 4], points: { ...line.points, fill: bronze } };
  const axis = { stroke: muted, font, ticks: { show: false } };
  return {
    tzDate: utc,
    legend: { show: false },
    padding: [12, 8, 0, 0] as uPlot.Padding,
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7, width: 0 } },
    scales: {
      y: { range: (_: uPlot, __: number, most: number) => [0, Math.max(1, most * 1.08)] as uPlot.Range.MinMax },
    },
    series: [{}, ...(before ? [then] : []), now],
    axes: [
      {
        ...axis,
        grid: { show: false },
        border: { show: true, stroke: ink, width: 1 },
        space: 90,
        size: 30,
        values: timesOf(by),
      },
      {
        ...axis,
        grid: { stroke: hair, width: 1 },
        size: 62,
        space: 56,
        values: amountsOf(measure),
        incrs: stepsOf(measure),
      },
    ],
  } satisfies Omit<uPlot.Options, 'width' | 'height'>;
}

/** Days, or hours with the day where one begins; months where the steps are as long. */
function timesOf(by: 'day' | 'hour') {
  return (_: uPlot, splits: number[], __: number, ___: number, step: number): string[] =>
    splits.map((seconds) => {
      const at = new Date(seconds * 1000);
      if (step >= 28 * 86_400) return month.format(at);
      return by === 'hour' && seconds % 86_400 !== 0 ? hour.format(at) : day.format(at);
    });
}

function amountsOf(measure: Measure) {
  return (_: uPlot, splits: number[]): string[] =>
    splits.map((amount) => (measure === 'time' ? durationWords(amount * 1000) : wholeWords(amount)));
}

/** Whole views and visits; time in steps that a clock has. */
function stepsOf(measure: Measure): number[] {
  if (measure === 'time') return [1, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200];
  return Array.from({ length: 9 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();
}
