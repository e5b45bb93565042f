import type { D1Database } from '@cloudflare/workers-types';
import { allValue, bagPath, type Dimension, dimensions, otherValue, soldSteps } from '../dimensions.ts';
import {
  type HourTable,
  isTooFew,
  isTooSmall,
  largestTable,
  largeValues,
  narrowDay,
  narrowHours,
  type Threshold,
} from './choose-cells.ts';
import { type Block, type Cell, type Figures, type FoldedDimension, selectBlocks, selectCells } from './queries.ts';

/**
 * What of a closed day stands alone and what is folded, so that no figure, and no difference of
 * figures, is of fewer than ten visits. One dimension is held in memory at a time, never the rows.
 *
 * What may be shown of a dimension is chosen so that it is always a whole table of hours and values
 * (choose-cells.ts): docs/decisions/2026-11-26-small-cells-fold-into-a-whole-table.md says why.
 */
export async function foldDay(
  analytics: D1Database,
  day: number,
): Promise<{ readonly folded: readonly FoldedDimension[]; readonly keepsTime: boolean }> {
  const [total] = await selectBlocks(analytics, day, 'all', { hours: [], values: [], splitsProducts: false });
  const keepsTime = !isTooFew(total?.timedVisits ?? 0);
  const sold = (await selectCells(analytics, 'funnel', day)).filter(({ value }) =>
    soldSteps.some((step) => step === value),
  );
  const sales = soldSteps.map((step) => seriesOf(sold.filter(({ value }) => value === step)));
  if (!total || isTooFew(total.visits)) {
    return { folded: [...dimensions.map(nothingOf), funnelOf([], sales)], keepsTime };
  }
  const ofDay: Day = {
    analytics,
    day,
    total,
    threshold: { countsTime: keepsTime },
    hours: [],
    visitsOfHour: new Map(),
  };
  const all = await foldDimension(ofDay, 'all');
  const hours = all.hourCells.flatMap((table) => table.hours);
  const inHours: Day = { ...ofDay, hours, visitsOfHour: all.visitsOfHour };
  const folded: FoldedDimension[] = [all];
  let funnel = funnelOf([], sales);
  for (const dimension of dimensions.filter((name) => name !== 'all')) {
    const one = await foldDimension(inHours, dimension);
    folded.push(one);
    if (dimension === 'path') funnel = funnelOf(await viewedSteps(inHours, one), sales);
  }
  return { folded: [...folded, funnel], keepsTime };
}

interface Day {
  readonly analytics: D1Database;
  readonly day: number;
  readonly total: Block;
  readonly threshold: Threshold;
  /** Those that the dimension `all` shows: no other dimension may show one more. */
  readonly hours: readonly number[];
  readonly visitsOfHour: ReadonlyMap<number, number>;
}

/** Hours of a table, and its values, as a list to be put beside others. */
type HourCells = FoldedDimension['hourCells'];

interface Folded extends FoldedDimension {
  readonly splitsProducts: boolean;
  readonly visitsOfHour: ReadonlyMap<number, number>;
}

async function foldDimension(day: Day, dimension: Dimension): Promise<Folded> {
  const cells = await selectCells(day.analytics, dimension, day.day);
  const ofDay = cells.filter(({ period }) => period === 'day');
  const ofHours = cells.filter(({ period }) => period === 'hour');
  const split = dimension === 'path' ? await chooseValues(day, dimension, ofDay, true) : undefined;
  const chosen = split ?? (await chooseValues(day, dimension, ofDay, false));
  const { values, rest: dayOther } = chosen ?? { values: [], rest: day.total };
  const isAll = dimension === 'all';
  const visitsOfHour = isAll ? visitsByHour(ofHours) : day.visitsOfHour;
  const hours = isAll ? ofHours.filter(({ visits }) => !isTooFew(visits)).map(({ startsAt }) => startsAt) : day.hours;
  const totals = {
    ofDay: figuresByValue(values, dayOther),
    ofHour: visitsOfHour,
    rest: otherValue,
  };
  const table = await settleHours(day, dimension, largestTable(hours, values, ofHours), totals);
  return {
    dimension,
    dayValues: values.map(({ value }) => value),
    dayOther,
    hourCells: table.hours.length > 0 ? [{ hours: table.hours, values: table.values }] : [],
    hourOther: table.rest,
    splitsProducts: split !== undefined,
    visitsOfHour,
  };
}

/** Undefined where products can't be told apart from the rest, however much is folded. */
async function chooseValues(
  { analytics, day, total, threshold }: Day,
  dimension: Dimension,
  cells: readonly Cell[],
  splitsProducts: boolean,
): Promise<{ readonly values: readonly Cell[]; readonly rest: Figures | undefined } | undefined> {
  let values: readonly Cell[] = largeValues(cells, otherValue);
  for (;;) {
    const alone = { hours: [], values: values.map(({ value }) => value), splitsProducts: false };
    const together = await selectBlocks(analytics, day, dimension, alone);
    const blocks = splitsProducts
      ? await selectBlocks(analytics, day, dimension, { ...alone, splitsProducts })
      : together;
    const rest = together.find(({ value }) => value === null);
    const narrower = narrowDay(values, blocks, { total, rest }, threshold);
    if (narrower.length < values.length) {
      values = narrower;
      continue;
    }
    return blocks.some((block) => isTooSmall(block, threshold)) ? undefined : { values, rest };
  }
}

async function settleHours(
  { analytics, day, threshold }: Day,
  dimension: Dimension,
  table: HourTable,
  totals: Parameters<typeof narrowHours>[2],
): Promise<HourTable & { readonly rest: ReadonlyMap<number, Figures> }> {
  let { hours } = table;
  while (hours.length > 0) {
    const alone = { hours, values: table.values, splitsProducts: false };
    const blocks = await selectBlocks(analytics, day, dimension, alone);
    const narrower = narrowHours({ ...table, hours }, blocks, totals, threshold);
    if (narrower.length === hours.length) {
      const rest = blocks.filter(({ value }) => value === null);
      return { hours, values: table.values, rest: new Map(rest.flatMap((block) => entryOf(block))) };
    }
    hours = narrower;
  }
  return { hours: [], values: [], rest: new Map() };
}

function entryOf(block: Block): readonly (readonly [number, Figures])[] {
  return block.hour === null ? [] : [[block.hour, block]];
}

/** Product and bag are sums of pages: they are shown only where their pages' rest is large enough by kind. */
async function viewedSteps(
  { analytics, day, total, threshold, visitsOfHour }: Day,
  { dayValues, hourCells, splitsProducts }: Folded,
): Promise<readonly HourCells[number][]> {
  const funnel = await selectCells(analytics, 'funnel', day);
  const product = funnel.find(({ period, value }) => period === 'day' && value === 'product');
  const showsProduct = splitsProducts && product !== undefined && !isTooFew(total.visits - product.visits);
  const ofDay = { hours: [], values: [...(showsProduct ? ['product'] : []), ...bagIn(dayValues)] };
  const [table] = hourCells;
  if (!table) return [ofDay];
  const blocks = await selectBlocks(analytics, day, 'path', { ...table, splitsProducts: true });
  const shown = funnel.filter(
    ({ period, value, startsAt }) => period === 'hour' && value === 'product' && table.hours.includes(startsAt),
  );
  const left = (product?.visits ?? 0) - shown.reduce((sum, { visits }) => sum + visits, 0);
  const isSafe =
    showsProduct &&
    !blocks.some((block) => isTooSmall(block, threshold)) &&
    !isTooFew(left) &&
    !shown.some(({ startsAt, visits }) => isTooFew((visitsOfHour.get(startsAt) ?? 0) - visits));
  return [ofDay, { hours: table.hours, values: [...(isSafe ? ['product'] : []), ...bagIn(table.values)] }];
}

function bagIn(values: readonly string[]): readonly string[] {
  return values.includes(bagPath) ? ['bag'] : [];
}

/** The sales of one step by hour: those of ten or more, as long as the rest of the day is ten or none. */
function seriesOf(cells: readonly Cell[]): { readonly day: readonly string[]; readonly hours: HourCells[number] } {
  const day = cells.find(({ period }) => period === 'day');
  if (!day || isTooFew(day.visits)) return { day: [], hours: { hours: [], values: [] } };
  let shown = cells
    .filter(({ period, visits }) => period === 'hour' && !isTooFew(visits))
    .sort((left, right) => right.visits - left.visits || left.startsAt - right.startsAt);
  while (isTooFew(day.visits - shown.reduce((sum, { visits }) => sum + visits, 0))) shown = shown.slice(0, -1);
  return { day: [day.value], hours: { hours: shown.map(({ startsAt }) => startsAt), values: [day.value] } };
}

/** @param viewed the day's steps first, then the hours' */
function funnelOf(
  viewed: readonly HourCells[number][],
  sales: readonly ReturnType<typeof seriesOf>[],
): FoldedDimension {
  const [ofDay, ...ofHours] = viewed;
  return {
    dimension: 'funnel',
    dayValues: [...(ofDay?.values ?? []), ...sales.flatMap(({ day }) => day)],
    dayOther: undefined,
    hourCells: [...ofHours, ...sales.map(({ hours }) => hours)],
    hourOther: new Map(),
  };
}

function nothingOf(dimension: Dimension): FoldedDimension {
  return { dimension, dayValues: [], dayOther: undefined, hourCells: [], hourOther: new Map() };
}

function visitsByHour(cells: readonly Cell[]): ReadonlyMap<number, number> {
  return new Map(cells.filter(({ value }) => value === allValue).map(({ startsAt, visits }) => [startsAt, visits]));
}

function figuresByValue(values: readonly Cell[], rest: Figures | undefined): ReadonlyMap<string, Figures> {
  return new Map([
    ...values.map((cell) => [cell.value, cell] as const),
    ...(rest ? [[otherValue, rest] as const] : []),
  ]);
}
