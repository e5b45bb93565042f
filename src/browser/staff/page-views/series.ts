/** What is drawn and read of a period's days or hours. */
import type { FigurePoint, ViewCounts } from '../../../api/page-view-answers.ts';
import { averageOf, durationWords, wholeWords } from '../../figures/figure-words.ts';
import type { Measure } from './period.ts';

export const measureWords: Readonly<Record<Measure, string>> = {
  views: 'Views',
  visits: 'Visits',
  time: 'Time a view',
};

/** Time in seconds; null where nothing is told, which leaves a gap. */
export function measured(point: FigurePoint | undefined, measure: Measure): number | null {
  const { counts } = point ?? {};
  if (!counts) return null;
  if (measure !== 'time') return counts[measure];
  const average = averageOf(counts);
  return average === undefined ? null : average / 1000;
}

/** What a point says, or why it says nothing. */
export function measuredWords(point: FigurePoint | undefined, measure: Measure): string {
  if (point?.counts) return countsWords(point.counts, measure);
  return point?.state === 'folded' ? 'folded' : 'not counted';
}

export function countsWords(counts: ViewCounts, measure: Measure): string {
  if (measure !== 'time') return wholeWords(counts[measure]);
  const average = averageOf(counts);
  return average === undefined ? 'no time known' : durationWords(average);
}
