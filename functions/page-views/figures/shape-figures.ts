import { figureMade } from '../../../src/api/figure-made.ts';
import {
  type Figure,
  type FigureName,
  type FigureRow,
  figureNames,
  funnelSteps,
  type ViewCounts,
} from '../../../src/api/page-view-answers.ts';
import { countsOf, nothing } from './fill-series.ts';
import type { FoldedRow, ValueRow } from './queries.ts';

/** How many values of a figure stand alone; the table of all of them is the CSV. */
export const shownValues = 12;

interface Summed {
  readonly values: readonly ValueRow[];
  readonly folded: readonly FoldedRow[];
  readonly isCompared: boolean;
  /** Whether a day among those that were added up is frozen: what is missing of one was perhaps folded. */
  readonly hasFrozen: boolean;
}

/** Each figure from the sums of its values. */
export function shapeFigures({ values, folded, isCompared, hasFrozen }: Summed): Record<FigureName, Figure> {
  const figure = (name: FigureName): Figure => {
    const own = values.filter(({ dimension }) => dimension === name);
    const rest = own.find(({ value }) => value === null);
    const hidden = folded.find(({ dimension }) => dimension === name);
    const rows = own.flatMap((row) => (row.value === null ? [] : [rowOf(row, row.value, isCompared)]));
    return {
      made: figureMade(name),
      rows: name === 'funnel' ? inOrder(rows, { isCompared, hasFrozen }) : rows,
      ...(rest ? { rest: { ...countsOf(rest), values: rest.held } } : {}),
      folded: hidden ? countsOf(hidden) : nothing,
    };
  };
  // Every name is among them, so every figure is there.
  return Object.fromEntries(figureNames.map((name) => [name, figure(name)])) as Record<FigureName, Figure>;
}

/** Of all views of the period, and of the one before. */
export function totalsOf(values: readonly ValueRow[]): { readonly now: ViewCounts; readonly before: ViewCounts } {
  const all = values.find(({ dimension, value }) => dimension === 'all' && value === 'all');
  return all ? { now: countsOf(all), before: countsBefore(all) } : { now: nothing, before: nothing };
}

function rowOf(row: ValueRow, value: string, isCompared: boolean): FigureRow {
  return { value, ...countsOf(row), ...(isCompared ? { previous: countsBefore(row) } : {}) };
}

function countsBefore(row: ValueRow): ViewCounts {
  return {
    views: row.viewsBefore,
    visits: row.visitsBefore,
    timedViews: row.timedViewsBefore,
    milliseconds: row.millisecondsBefore,
  };
}

/**
 * A step that nobody took is a step all the same, and says 0. A frozen day has no step that was too small, so there a
 * missing one says nothing. What was folded comes last.
 */
function inOrder(
  rows: readonly FigureRow[],
  { isCompared, hasFrozen }: Pick<Summed, 'isCompared' | 'hasFrozen'>,
): FigureRow[] {
  const none = { ...nothing, ...(isCompared ? { previous: nothing } : {}) };
  const steps = funnelSteps.flatMap((step) => {
    const row = rows.find(({ value }) => value === step);
    return row ? [row] : hasFrozen ? [] : [{ value: step, ...none }];
  });
  return [...steps, ...rows.filter(({ value }) => !steps.some((step) => step.value === value))];
}
