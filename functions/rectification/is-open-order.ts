import type { CorrectedOrder } from './queries.ts';

/** Longer than an order takes to leave the house. */
const openDays = 14;

/** Whether an order has not been handed over and invoiced yet: its person may change where it goes. */
export function isOpenOrder({ state, placed_at, is_locked }: CorrectedOrder, now: number): boolean {
  const isUnderWay = state === 'paid' || state === 'under-review' || state === 'preparing';
  return isUnderWay && !is_locked && now - placed_at < openDays * 24 * 60 * 60_000;
}
