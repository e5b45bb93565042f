import type { PageView } from '../../functions/page-views/page-view.ts';
import type { CounterRow } from './analytics.ts';
import { day as dayMilliseconds, hour as hourMilliseconds } from './analytics.ts';

/**
 * What somebody can work out who has the frozen counters of a day and nothing else, judged by the rows that only
 * the test still has. Each finding is a group of fewer than ten visits.
 */
export function attackDay(frozen: readonly CounterRow[], rows: readonly PageView[], day: number): string[] {
  const visible = frozen.filter(({ starts_at }) => starts_at >= day && starts_at < day + dayMilliseconds);
  const truth = rows.filter(({ openedAt }) => openedAt >= day && openedAt < day + dayMilliseconds);
  return [
    ...smallCells(visible),
    ...dimensionsOf(truth).flatMap(([dimension, nameIn]) => {
      const cells = visible.filter((cell) => cell.dimension === dimension);
      return [
        ...byPlainDifference(dimension, cells, visible),
        ...byGroups(dimension, cells, visible, truth, nameIn),
        ...bySolving(dimension, cells, visible, truth, nameIn),
      ];
    }),
  ];
}

const isTooFew = (visits: number) => visits > 0 && visits < 10;

type ValueOf = (view: PageView) => string;

function dimensionsOf(truth: readonly PageView[]): readonly (readonly [string, ValueOf])[] {
  const ordered = [...truth].sort((one, other) => one.openedAt - other.openedAt || (one.view < other.view ? -1 : 1));
  const first = new Map<string, PageView>();
  const last = new Map<string, PageView>();
  for (const view of ordered) {
    if (!first.has(view.session)) first.set(view.session, view);
    last.set(view.session, view);
  }
  const began = (view: PageView) => first.get(view.session) ?? view;
  return [
    ['all', () => 'all'],
    ['path', ({ path }) => path],
    ['country', ({ country }) => country],
    ['device', ({ device }) => device],
    ['browser', ({ browser }) => browser],
    ['system', ({ system }) => system],
    ['source', (view) => began(view).source],
    ['medium', (view) => began(view).medium],
    ['campaign', (view) => began(view).campaign],
    ['entry', (view) => began(view).path],
    ['exit', (view) => (last.get(view.session) ?? view).path],
    // Pages by kind: the funnel's first step is a sum of pages.
    ['funnel', ({ path }) => (path.startsWith('/pieces/') ? 'product' : path === '/bag/' ? 'bag' : 'elsewhere')],
  ];
}

function smallCells(visible: readonly CounterRow[]): string[] {
  return visible
    .filter(({ visits }) => visits < 10)
    .map((cell) => `${cell.dimension} ${cell.period} ${cell.value}: stored with ${cell.visits} visits`);
}

/** Figures taken off figures, as they are printed. */
function byPlainDifference(dimension: string, cells: readonly CounterRow[], visible: readonly CounterRow[]): string[] {
  const totals = visible.filter((cell) => cell.dimension === 'all');
  const isStep = (cell: CounterRow) => cell.dimension === 'funnel' && ['checkout', 'paid'].includes(cell.value);
  const viewed = cells.filter((cell) => !isStep(cell));
  const ofTotals = totals.flatMap((total) => {
    const beside = viewed.filter(({ period, starts_at }) => period === total.period && starts_at === total.starts_at);
    if (beside.length === 0) return [];
    const named = beside.filter(({ value }) => value !== 'other');
    return [
      [`total less all of ${dimension}`, total.visits - sum(beside, 'visits')] as const,
      [`total less the named of ${dimension}`, total.visits - sum(named, 'visits')] as const,
      ...beside.map((cell) => [`total less ${dimension} ${cell.value}`, total.visits - cell.visits] as const),
    ];
  });
  const values = new Set(cells.filter(({ period }) => period === 'hour').map(({ value }) => value));
  const ofHours = [...values].flatMap((value) => {
    const inDay = cells.find((cell) => cell.period === 'day' && cell.value === value);
    const inHours = cells.filter((cell) => cell.period === 'hour' && cell.value === value);
    if (!inDay) return [];
    return (['visits', 'views'] as const).map(
      (figure) => [`${dimension} ${value}: day less hours in ${figure}`, inDay[figure] - sum(inHours, figure)] as const,
    );
  });
  return [...ofTotals, ...ofHours].filter(([, left]) => isTooFew(left)).map(([what, left]) => `${what}: ${left}`);
}

function sum(cells: readonly CounterRow[], figure: 'visits' | 'views'): number {
  return cells.reduce((total, cell) => total + cell[figure], 0);
}

/** The views that are left when all visible cells of an hour, of the day, or of a value are taken off: whose are they? */
function byGroups(
  dimension: string,
  cells: readonly CounterRow[],
  visible: readonly CounterRow[],
  truth: readonly PageView[],
  nameIn: ValueOf,
): string[] {
  const shownIn = (period: string, startsAt: number) =>
    new Set(
      cells
        .filter((cell) => cell.period === period && cell.starts_at === startsAt && cell.value !== 'other')
        .map(({ value }) => value),
    );
  const startOf = (view: PageView) => view.openedAt - (view.openedAt % hourMilliseconds);
  const groups: [string, PageView[]][] = [];
  for (const total of visible.filter((cell) => cell.dimension === 'all')) {
    const beside = cells.filter(({ period, starts_at }) => period === total.period && starts_at === total.starts_at);
    if (beside.length === 0) continue;
    const shown = shownIn(total.period, total.starts_at);
    const inPeriod = truth.filter((view) => total.period === 'day' || startOf(view) === total.starts_at);
    groups.push([`${dimension} ${total.period}: rest`, inPeriod.filter((view) => !shown.has(nameIn(view)))]);
  }
  const hourly = cells.filter(({ period, value }) => period === 'hour' && value !== 'other');
  for (const value of new Set(hourly.map((cell) => cell.value))) {
    const hours = new Set(hourly.filter((cell) => cell.value === value).map(({ starts_at }) => starts_at));
    const isDaily = cells.some((cell) => cell.period === 'day' && cell.value === value);
    if (!isDaily) continue;
    const left = truth.filter((view) => nameIn(view) === value && !hours.has(startOf(view)));
    groups.push([`${dimension} ${value}: day less hours`, left]);
  }
  return groups
    .map(([what, views]) => [what, new Set(views.map(({ session }) => session)).size] as const)
    .filter(([, visits]) => isTooFew(visits))
    .map(([what, visits]) => `${what}: ${visits} visits`);
}

/**
 * Everything at once: a cell of hour and value is an unknown, each figure an equation. Whatever unknown the
 * equations determine is found by elimination.
 */
function bySolving(
  dimension: string,
  cells: readonly CounterRow[],
  visible: readonly CounterRow[],
  truth: readonly PageView[],
  nameIn: ValueOf,
): string[] {
  const visitsOf = new Map<string, Set<string>>();
  for (const view of truth) {
    const key = `${view.openedAt - (view.openedAt % hourMilliseconds)} ${nameIn(view)}`;
    visitsOf.set(key, (visitsOf.get(key) ?? new Set()).add(view.session));
  }
  const unknowns = [...visitsOf.keys()];
  const isIn = (unknown: string, cell: CounterRow, named: ReadonlySet<string>) => {
    const [startsAt, ...words] = unknown.split(' ');
    if (cell.period === 'hour' && Number(startsAt) !== cell.starts_at) return false;
    if (cell.dimension === 'all') return true;
    const value = words.join(' ');
    return cell.value === 'other' ? !named.has(value) : value === cell.value;
  };
  const equations = [...cells, ...visible.filter((cell) => cell.dimension === 'all')].map((cell) => {
    const beside = cells.filter(({ period, starts_at }) => period === cell.period && starts_at === cell.starts_at);
    const named = new Set(beside.map(({ value }) => value).filter((value) => value !== 'other'));
    return unknowns.map((unknown) => Number(isIn(unknown, cell, named)));
  });
  return solved(equations).flatMap((place) => {
    const unknown = unknowns[place] ?? '';
    const visits = visitsOf.get(unknown)?.size ?? 0;
    return isTooFew(visits) ? [`${dimension}: ${unknown} is solved for, ${visits} visits`] : [];
  });
}

/** The columns that the rows determine: those that have a row of their own in the reduced form. */
function solved(equations: readonly (readonly number[])[]): number[] {
  const rows = equations.map((row) => [...row]);
  const width = rows[0]?.length ?? 0;
  let next = 0;
  for (let column = 0; column < width && next < rows.length; column += 1) {
    const pivot = rows.findIndex((row, place) => place >= next && Math.abs(row[column] ?? 0) > 1e-9);
    if (pivot < 0) continue;
    const [found = []] = rows.splice(pivot, 1);
    const scale = found[column] ?? 1;
    const scaled = found.map((entry) => entry / scale);
    for (const row of rows) {
      const factor = row[column] ?? 0;
      if (Math.abs(factor) < 1e-9) continue;
      for (let place = column; place < width; place += 1)
        row[place] = (row[place] ?? 0) - factor * (scaled[place] ?? 0);
    }
    rows.splice(next, 0, scaled);
    next += 1;
  }
  return rows.flatMap((row) => {
    const places = row.flatMap((entry, place) => (Math.abs(entry) > 1e-9 ? [place] : []));
    return places.length === 1 ? places : [];
  });
}
