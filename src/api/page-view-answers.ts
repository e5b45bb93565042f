/** What the house counts of its page views, as the API answers it. Days and hours are of UTC. */

/** What a figure can be of; each is counted alone, never two together. */
export const figureNames = [
  'path',
  'entry',
  'exit',
  'source',
  'medium',
  'campaign',
  'country',
  'device',
  'browser',
  'system',
  'funnel',
] as const;

export type FigureName = (typeof figureNames)[number];

/** The value that stands for all that was too small to stand alone. */
export const otherValue = 'other';

/** The steps to a paid order, in their order. The last two are counted where orders are kept, and have visits alone. */
export const funnelSteps = ['product', 'bag', 'checkout', 'paid'] as const;

export interface ViewCounts {
  readonly views: number;
  /** Of each day: one that lasts over midnight is a visit of both. */
  readonly visits: number;
  /** Views whose time is known, and the sum of it in milliseconds. An average is made where it is shown. */
  readonly timedViews: number;
  readonly milliseconds: number;
}

export interface FigurePoint {
  /** ISO 8601, the first instant of the day or hour. */
  readonly startsAt: string;
  /**
   * `counted`: it may still change; `frozen`: it never does again; `folded`: of a frozen day, and too small to be
   * told; `not-counted`: before the house counted, or still to come.
   */
  readonly state: 'counted' | 'frozen' | 'folded' | 'not-counted';
  /** Absent where nothing is told. */
  readonly counts?: ViewCounts;
}

export interface FigureRow extends ViewCounts {
  readonly value: string;
  /** The same of the period before, where it was asked for. */
  readonly previous?: ViewCounts;
}

export interface Figure {
  /** How it is made, in a sentence or two. */
  readonly made: string;
  /** The largest first, `other` last; the funnel in its order. */
  readonly rows: readonly FigureRow[];
  /** What is not among the rows because there are so many: how many values, and their sum. */
  readonly rest?: ViewCounts & { readonly values: number };
  /**
   * What `other` holds of the frozen days: values that had fewer than 10 visits on their day. Steps of the funnel, and
   * days that small, are left out instead, and are in no sum.
   */
  readonly folded: ViewCounts;
}

export interface FigureDays {
  /** YYYY-MM-DD, both of them in it. */
  readonly from: string;
  readonly to: string;
}

export interface FiguresBefore extends FigureDays {
  readonly totals: ViewCounts;
  readonly series: readonly FigurePoint[];
}

interface CommonFigures extends FigureDays {
  /** The first day that was counted; absent while there is none. */
  readonly since?: string;
  /** Days of the period that are frozen. */
  readonly frozenDays: number;
  readonly totals: ViewCounts;
  /** How the totals and the series are made. */
  readonly made: string;
  readonly series: readonly FigurePoint[];
  readonly figures: Readonly<Record<FigureName, Figure>>;
}

/** 200 of GET /api/staff/page-views?from=&to=&by=day|hour&compare=previous. */
export interface PageViewFigures extends CommonFigures {
  readonly by: 'day' | 'hour';
  readonly before?: FiguresBefore;
  readonly today: TodayFigures;
}

/** Today against the same hours of the same weekday a week ago. */
export interface TodayFigures {
  readonly made: string;
  /** ISO 8601: until when today is counted, always a full hour. */
  readonly until: string;
  readonly today: ViewCounts;
  readonly weekAgo: ViewCounts;
}

/** 200 of GET /api/staff/page-views/now. */
export interface PresentVisits {
  readonly made: string;
  readonly visits: number;
}

/** 200 of GET /api/page-views/figures?from=&to=: of frozen days alone. */
export interface PublicFigures extends CommonFigures {
  /** The frozen days that there are; absent while there is none. */
  readonly available?: FigureDays;
}
