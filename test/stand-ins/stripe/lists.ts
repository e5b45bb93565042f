import { invalidRequest } from './errors.ts';
import type { Created, Page } from './parameters/fields.ts';

export interface StripeList<Item> {
  readonly object: 'list';
  readonly data: readonly Item[];
  readonly has_more: boolean;
  readonly url: string;
}

/** One page of `items`, which come in the order in which the list shows them: https://docs.stripe.com/api/pagination */
export function pageOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  page: Page,
  url: string,
): StripeList<Item> {
  const { limit, starting_after: after, ending_before: before } = page;
  if (after !== undefined && before !== undefined) {
    throw invalidRequest('Only one of starting_after and ending_before can be given.');
  }
  if (before !== undefined) {
    const end = positionOf(items, before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', data: items.slice(start, end), has_more: start > 0, url };
  }
  const start = after === undefined ? 0 : positionOf(items, after, 'starting_after') + 1;
  return { object: 'list', data: items.slice(start, start + limit), has_more: items.length > start + limit, url };
}

function positionOf(items: readonly { readonly id: string }[], id: string, param: string): number {
  const position = items.findIndex((item) => item.id === id);
  if (position === -1)
    throw invalidRequest(`There is no object '${id}' in this list.`, { code: 'resource_missing', param });
  return position;
}

/** Newest first, as Stripe lists everything but line items. */
export function newestFirst<Item>(items: Iterable<Item>): Item[] {
  return [...items].reverse();
}

export function isWithin(createdSecond: number, range: Created | undefined): boolean {
  if (!range) return true;
  return (
    createdSecond >= (range.gte ?? 0) &&
    createdSecond > (range.gt ?? -1) &&
    createdSecond <= (range.lte ?? Number.MAX_SAFE_INTEGER) &&
    createdSecond < (range.lt ?? Number.MAX_SAFE_INTEGER)
  );
}
