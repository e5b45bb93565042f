import type { CopyView } from '../../src/api/copy-answers.ts';
import type { Shop } from '../shop.ts';
import { type Copy, selectCopiesOf } from './queries.ts';

/** The copies of a request, for its page. */
export async function viewCopies(shop: Shop, requestNumber: string): Promise<CopyView[]> {
  const copies = await selectCopiesOf(shop.database, requestNumber);
  return copies.map((copy) => ({
    id: copy.id,
    kind: copy.kind,
    offeredAt: new Date(copy.offered_at).toISOString(),
    expiresAt: new Date(copy.expires_at).toISOString(),
    state: stateOf(copy, shop.now),
  }));
}

function stateOf({ fetched_at, expires_at }: Copy, now: number): CopyView['state'] {
  if (fetched_at !== null) return 'fetched';
  return expires_at <= now ? 'ended' : 'ready';
}
