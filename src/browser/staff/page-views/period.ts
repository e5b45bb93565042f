/** What the page shows, as its address says it: so it can be kept, sent and come back to. */

const dayMilliseconds = 86_400_000;

export const spans = ['today', '7-days', '30-days', '12-months'] as const;
export type Span = (typeof spans)[number];
export const measures = ['views', 'visits', 'time'] as const;
export type Measure = (typeof measures)[number];

export interface Shown {
  /** One of the ready periods, which moves along with the days; else the two days stand for themselves. */
  readonly last: Span | undefined;
  /** YYYY-MM-DD of UTC, both of them in it. */
  readonly from: string;
  readonly to: string;
  readonly by: 'day' | 'hour';
  readonly isCompared: boolean;
  readonly measure: Measure;
}

const daysOf: Readonly<Record<Span, number>> = { today: 1, '7-days': 7, '30-days': 30, '12-months': 365 };

/** What an address asks for; whatever it does not say, or says wrongly, is as on the first visit: 30 days by the day. */
export function shownBy(search: string, now: number): Shown {
  const wish = new URLSearchParams(search);
  const measure = measures.find((name) => name === wish.get('draw')) ?? 'views';
  const isCompared = wish.get('compare') === 'previous';
  const [from, to] = [wish.get('from') ?? '', wish.get('to') ?? ''];
  if (isDay(from) && isDay(to)) {
    return { last: undefined, from, to, by: wish.get('by') === 'hour' ? 'hour' : 'day', isCompared, measure };
  }
  const last = spans.find((name) => name === wish.get('last')) ?? '30-days';
  const by = wish.get('by') ?? (last === 'today' ? 'hour' : 'day');
  return { ...daysOfSpan(last, now), last, by: by === 'hour' ? 'hour' : 'day', isCompared, measure };
}

/** The page's own query, of no more than it needs. */
export function addressOf({ last, from, to, by, isCompared, measure }: Shown): string {
  const query = new URLSearchParams(last ? { last } : { from, to });
  query.set('by', by);
  if (isCompared) query.set('compare', 'previous');
  if (measure !== 'views') query.set('draw', measure);
  return `?${query}`;
}

/** What the Worker is asked. */
export function questionOf({ from, to, by, isCompared }: Shown): string {
  return `?${new URLSearchParams({ from, to, by, ...(isCompared ? { compare: 'previous' } : {}) })}`;
}

/** A ready period up to today; by the hour only as long as hours can be told apart. */
export function spanFrom(last: Span, shown: Shown, now: number): Shown {
  const by = last === 'today' ? 'hour' : last === '12-months' ? 'day' : shown.last === 'today' ? 'day' : shown.by;
  return { ...shown, ...daysOfSpan(last, now), last, by };
}

function daysOfSpan(last: Span, now: number): { readonly from: string; readonly to: string } {
  return { from: dayName(now - (daysOf[last] - 1) * dayMilliseconds), to: dayName(now) };
}

function dayName(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
