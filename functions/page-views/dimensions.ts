import { paths } from '../../src/paths.ts';

/** What a view is counted by, one at a time; `funnel` apart, which its own steps make. */
export const dimensions = [
  'all',
  'path',
  'country',
  'device',
  'browser',
  'system',
  'source',
  'medium',
  'campaign',
  'entry',
  'exit',
] as const;

export type Dimension = (typeof dimensions)[number];

/** The one value of the dimension `all`. */
export const allValue = 'all';
/** What is too small, or too rare, to stand alone. */
export const otherValue = 'other';

/** Where a product is seen, and where the bag is: the funnel's first two steps. */
export const productPrefix = paths.piece('').slice(0, -1);
export const bagPath = paths.bag;

/** Steps that page views show, and steps that the shop's own database counts. */
export const viewedSteps = ['product', 'bag'] as const;
export const soldSteps = ['checkout', 'paid'] as const;
export type SoldStep = (typeof soldSteps)[number];
