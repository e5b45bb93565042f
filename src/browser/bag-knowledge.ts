/**
 * What the bag page has learned about the pieces in the bag: what they are and cost
 * (from the files that are deployed with the pages), how many can be bought now, and
 * what an earlier checkout still holds for this shopper.
 */
import type { OrderView, StockAnswer } from '../api/answers.ts';
import { maxQuantity } from '../bag/bag.ts';
import type { CatalogItem } from '../catalog/item.ts';
import { apiPaths, paths } from '../paths.ts';
import { getJson, postJson } from './ask.ts';

export type LineFault = 'gone' | 'sold-out' | 'fewer-left';

const items = new Map<string, CatalogItem | 'gone'>();
const held = new Map<string, number>();
let available: StockAnswer['available'] | undefined;

/** The piece as it is sold, `gone` when it no longer is, undefined while nobody knows. */
export function itemOf(sku: string): CatalogItem | 'gone' | undefined {
  return items.get(sku);
}

/** How many the shopper can have: `maxQuantity` while the stock is unknown, as the server has the last word. */
export function buyable(sku: string): number {
  if (!available) return maxQuantity;
  const free = Object.hasOwn(available, sku) ? (available[sku] ?? 0) : 0;
  return Math.min(free + (held.get(sku) ?? 0), maxQuantity);
}

export function faultOf(sku: string, quantity: number): LineFault | undefined {
  if (items.get(sku) === 'gone') return 'gone';
  const most = buyable(sku);
  if (most === 0) return 'sold-out';
  return most < quantity ? 'fewer-left' : undefined;
}

/** False when the shop could not be reached for one of them. Asks only for what is not known yet. */
export async function learnItems(skus: readonly string[]): Promise<boolean> {
  const learned = await Promise.all(skus.filter((sku) => !items.has(sku)).map(learnItem));
  return learned.every(Boolean);
}

/** The stock as it was stays in use when the shop can't be reached. */
export async function learnStock(skus: readonly string[]): Promise<void> {
  if (skus.length === 0) return;
  const query = new URLSearchParams(skus.map((sku) => ['sku', sku]));
  const reply = await getJson<StockAnswer>(`${apiPaths.stock}?${query}`);
  if (reply.state === 'answered') available = reply.answer.available;
}

/** What a refused checkout said about its lines is newer than what we knew. */
export function learnLeft(lines: readonly { readonly sku: string; readonly left?: number }[], unknown: boolean): void {
  for (const { sku, left } of lines) {
    if (unknown) items.set(sku, 'gone');
    else if (left !== undefined) {
      available = { ...available, [sku]: left };
      held.delete(sku);
    }
  }
}

/** Undefined when the shop could not be reached or knows no such checkout. */
export async function learnCheckout(link: string): Promise<OrderView | 'unknown' | undefined> {
  const reply = await postJson<OrderView>(apiPaths.orderView, { link });
  held.clear();
  if (reply.state === 'refused' && reply.problem.status === 404) return 'unknown';
  if (reply.state !== 'answered') return undefined;
  if (reply.answer.state === 'open') {
    for (const { sku, quantity } of reply.answer.lines) held.set(sku, quantity);
  }
  return reply.answer;
}

export function forgetHeld(): void {
  held.clear();
}

async function learnItem(sku: string): Promise<boolean> {
  try {
    const response = await fetch(paths.catalogItem(sku));
    if (response.status === 404) {
      items.set(sku, 'gone');
      return true;
    }
    if (!response.ok) return false;
    const item: CatalogItem = await response.json();
    items.set(sku, item);
    return true;
  } catch {
    // Offline: the page says so and offers another try.
    return false;
  }
}
