import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { Shop } from '../shop.ts';
import { writeDispute } from './write-dispute.ts';

/** A notice says that a dispute stands differently now; how, is asked of Stripe. */
export async function receiveDispute(
  shop: Shop,
  disputeId: string,
  record: D1PreparedStatement,
): Promise<'done' | 'ignored' | 'later'> {
  const reading = await shop.stripe.readDispute(disputeId);
  if (reading.kind === 'unreachable') return 'later';
  if (reading.kind === 'missing') return 'ignored';
  return writeDispute(shop, reading.dispute, [record]);
}
