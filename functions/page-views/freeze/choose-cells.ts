import type { Block, Cell, Figures } from './queries.ts';

/** Whoever is counted is one of ten at least. */
export const fewestVisits = 10;

/** A number of visits that would show somebody: of nobody, or of ten, is nothing to hide. */
export function isTooFew(visits: number): boolean {
  return visits > 0 && visits < fewestVisits;
}

/** What must hold of a group that is shown, or that is left when what is shown is taken off. */
export interface Threshold {
  /** The visits whose time is known are as many as that too; false where no time is kept. */
  readonly countsTime: boolean;
}

export function isTooSmall({ visits, timedVisits }: Block, { countsTime }: Threshold): boolean {
  return isTooFew(visits) || (countsTime && isTooFew(timedVisits));
}

/** Largest first; of two that are as large the first by name, so that every run chooses alike. */
function bySize(left: Cell, right: Cell): number {
  return right.visits - left.visits || (left.value < right.value ? -1 : 1);
}

/** The values that may stand alone in the day at all, largest first. `rest` is what the rest is called. */
export function largeValues(day: readonly Cell[], rest: string): Cell[] {
  return day.filter(({ visits, value }) => visits >= fewestVisits && value !== rest).sort(bySize);
}

/**
 * Of values that stand alone in a day, those that still may, when what is counted together with them is known: the
 * same ones when nothing is left to do. The smallest goes into the rest where the rest is too small by itself
 * (complementary suppression).
 *
 * @param rest all that doesn't stand alone, products and others together
 */
export function narrowDay(
  values: readonly Cell[],
  blocks: readonly Block[],
  { total, rest }: { readonly total: Figures; readonly rest: Figures | undefined },
  threshold: Threshold,
): readonly Cell[] {
  const tooSmall = new Set(blocks.filter((block) => isTooSmall(block, threshold)).map(({ value }) => value));
  const standing = values.filter(({ value, visits }) => !tooSmall.has(value) && !isTooFew(total.visits - visits));
  if (standing.length < values.length) return standing;
  const rests = blocks.filter(({ value }) => value === null);
  const shown = values.reduce((sum, { visits }) => sum + visits, 0);
  const givesAway = isTooFew(total.visits - shown) || isTooFew(total.visits - (rest?.visits ?? 0));
  if (!givesAway && !rests.some((one) => isTooSmall(one, threshold))) return values;
  return withoutSmallestBeside(values, blocks, rests, threshold);
}

/** The smallest of the kind whose rest is too small: products by themselves, where they are told apart. */
function withoutSmallestBeside(
  values: readonly Cell[],
  blocks: readonly Block[],
  rests: readonly Block[],
  threshold: Threshold,
): readonly Cell[] {
  const kinds = rests.filter((rest) => isTooSmall(rest, threshold)).map(({ isProduct }) => isProduct);
  const isOfKind = ({ value }: Cell) =>
    blocks.some((block) => block.value === value && (kinds.length === 0 || kinds.includes(block.isProduct)));
  const smallest = values.findLast(isOfKind) ?? values.at(-1);
  return values.filter((value) => value !== smallest);
}

/** Hours and values that stand alone together: a whole table, so that what is hidden is a whole table too. */
export interface HourTable {
  readonly hours: readonly number[];
  readonly values: readonly string[];
}

/**
 * The largest table of which every cell is large enough, or empty, and so is each hour's rest as far as the cells
 * tell. A table with gaps would be a riddle: rows and columns that share hidden cells can be solved for one.
 *
 * @param hours that may stand alone
 * @param values that stand alone in the day, largest first
 */
export function largestTable(hours: readonly number[], values: readonly Cell[], cells: readonly Cell[]): HourTable {
  const visitsOf = new Map(cells.map(({ startsAt, value, visits }) => [`${startsAt} ${value}`, visits]));
  const viewsOf = new Map(cells.map(({ startsAt, value, views }) => [`${startsAt} ${value}`, views]));
  const rest = new Map(hours.map((hour) => [hour, 0]));
  for (const { startsAt, visits } of cells) rest.set(startsAt, (rest.get(startsAt) ?? 0) + visits);
  const gained = new Map(hours.map((hour) => [hour, 0]));
  let possible = [...hours];
  let best: { hours: readonly number[]; count: number; score: number } = { hours: [], count: 0, score: 0 };
  for (const [place, { value }] of values.entries()) {
    possible = possible.filter((hour) => !isTooFew(visitsOf.get(`${hour} ${value}`) ?? 0));
    for (const hour of possible) {
      rest.set(hour, (rest.get(hour) ?? 0) - (visitsOf.get(`${hour} ${value}`) ?? 0));
      gained.set(hour, (gained.get(hour) ?? 0) + (viewsOf.get(`${hour} ${value}`) ?? 0));
    }
    const standing = possible.filter((hour) => !isTooFew(rest.get(hour) ?? 0));
    const score = standing.reduce((sum, hour) => sum + (gained.get(hour) ?? 0), 0);
    if (score > best.score) best = { hours: standing, count: place + 1, score };
  }
  return { hours: best.hours, values: values.slice(0, best.count).map(({ value }) => value) };
}

/** What is known of the day when an hour table is judged. */
export interface DayTotals {
  /** The day's counters of the values, and of the rest under its name. */
  readonly ofDay: ReadonlyMap<string, Figures>;
  /** Each hour's visits in all. */
  readonly ofHour: ReadonlyMap<number, number>;
  readonly rest: string;
}

/**
 * Of a table's hours those that still may stand alone; the same ones when nothing is left to do. An hour with a block
 * that is too small goes. Where what is left of the day is too small, the smallest hour goes with it.
 */
export function narrowHours(
  { hours }: HourTable,
  blocks: readonly Block[],
  totals: DayTotals,
  threshold: Threshold,
): readonly number[] {
  const tooSmall = new Set(blocks.filter((block) => isTooSmall(block, threshold)).map(({ hour }) => hour));
  const standing = hours.filter((hour) => !tooSmall.has(hour) && !givesAway(hour, blocks, totals));
  if (standing.length < hours.length) return standing;
  if (!tooSmall.has(null) && !dayGivesAway(blocks, totals)) return hours;
  const smallest = [...hours].sort(
    (left, right) => (totals.ofHour.get(right) ?? 0) - (totals.ofHour.get(left) ?? 0) || left - right,
  );
  return hours.filter((hour) => hour !== smallest.at(-1));
}

/** A visit that saw two values is in both: then the plain difference of two figures can be small where no group is. */
function givesAway(hour: number, blocks: readonly Block[], { ofHour }: DayTotals): boolean {
  const total = ofHour.get(hour) ?? 0;
  const shown = blocks.filter((block) => block.hour === hour);
  const named = shown.filter(({ value }) => value !== null);
  const sum = named.reduce((visits, block) => visits + block.visits, 0);
  return isTooFew(total - sum) || shown.some(({ visits }) => isTooFew(total - visits));
}

function dayGivesAway(blocks: readonly Block[], { ofDay, rest }: DayTotals): boolean {
  const left = new Map([...ofDay].map(([value, { visits, views }]) => [value, { visits, views }]));
  for (const { hour, value, visits, views } of blocks) {
    const figures = left.get(value ?? rest);
    if (hour === null || !figures) continue;
    figures.visits -= visits;
    figures.views -= views;
  }
  const isInTable = new Set(blocks.filter(({ hour }) => hour !== null).map(({ value }) => value ?? rest));
  return [...left].some(([value, { visits, views }]) => isInTable.has(value) && (isTooFew(visits) || isTooFew(views)));
}
