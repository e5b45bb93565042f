import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { FraudReason } from '../../src/orders/fraud-reasons.ts';
import { makeMoves } from '../order-life/write-moves.ts';
import type { Shop } from '../shop.ts';
import { insertFlagStatement } from './queries.ts';

/** All that is given to whoever looks for fraud: no way to Stripe, to the outbox or to the stock leads from it. */
export type FraudWatch = Pick<Shop, 'database' | 'now'>;

export interface Raised {
  readonly number: string;
  readonly reasons: readonly FraudReason[];
  /** Whether it was not raised before; asked again when the order has moved meanwhile. */
  readonly isNew: () => Promise<boolean>;
  /** To be written with it, or not at all. */
  readonly alongside: readonly D1PreparedStatement[];
}

/**
 * Puts an order in front of a person, with the reasons, and does nothing else: what was paid and not begun waits for
 * their look; what somebody has begun already, or what has left, stays where it is and has the mark. Once, however
 * often it is asked for.
 */
export async function raiseFlags(
  { database, now }: FraudWatch,
  { number, reasons, isNew, alongside }: Raised,
): Promise<'raised' | 'raised-before'> {
  const written = { at: now, by: { kind: 'shop' }, note: '', alongside } as const;
  const moved = await makeMoves({ database }, number, written, async ({ state }) => {
    if (!(await isNew())) return { kind: 'moved-before', state };
    return {
      steps: state === 'paid' ? [{ move: 'hold', to: 'under-review' }] : [],
      statements: reasons.map((reason) => insertFlagStatement(database, number, reason, now)),
    };
  });
  switch (moved.kind) {
    case 'moved':
      return 'raised';
    case 'moved-before':
    case 'unknown':
      return 'raised-before';
    case 'refused':
    case 'busy':
      throw new Error(`A flag of the order ${number} could not be written: ${moved.kind}`);
  }
}
