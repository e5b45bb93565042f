import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { StaffRole } from '../../src/api/answers.ts';
import type { OrderMove, OrderState } from '../../src/orders/order-states.ts';
import type { Shop } from '../shop.ts';
import type { Life } from './life.ts';
import { insertHistoryStatement, moveStatement, selectLife } from './queries.ts';

/** Who has an order move. Of staff the role alone is kept beside the order; who it was stands in the access log. */
export type MovedBy =
  | { readonly kind: 'staff'; readonly role: StaffRole }
  | { readonly kind: 'shopper' | 'carrier' | 'stripe' | 'shop' };

export interface Step {
  readonly move: OrderMove;
  readonly to: OrderState;
}

/** What is to be written at once; `steps` one after the other, from the state that the order is in. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly statements: readonly D1PreparedStatement[];
  /** When the last parcel arrived. */
  readonly deliveredAt?: number;
}

export type Moved =
  | { readonly kind: 'moved'; readonly state: OrderState }
  | { readonly kind: 'moved-before'; readonly state: OrderState }
  /** There is no such order or parcel. */
  | { readonly kind: 'unknown' }
  /** No move of this name leads on from this state, or not with these pieces: `why` says it in words. */
  | { readonly kind: 'refused'; readonly state: OrderState; readonly why: Refusal }
  /** Others have moved it again and again meanwhile. */
  | { readonly kind: 'busy' };

export type Refusal =
  | 'no-such-move'
  | 'more-than-is-left'
  | 'nothing-shipped'
  | 'tracking-number-taken'
  | 'restricted'
  | 'never-in-stock'
  | 'restocked-before';

export interface Written {
  readonly at: number;
  readonly by: MovedBy;
  readonly note: string;
  /** To be written with it, or not at all: the row of the access log. */
  readonly alongside: readonly D1PreparedStatement[];
}

const mostAttempts = 8;

/**
 * Has an order move: reads how it stands, lets `decide` say what is to be written, and writes all of that in one
 * transaction. Where another has moved it in between, it is read and decided again.
 */
export async function makeMoves(
  shop: Pick<Shop, 'database'>,
  number: string,
  written: Written,
  decide: (life: Life) => Plan | Exclude<Moved, { kind: 'moved' }> | Promise<Plan | Exclude<Moved, { kind: 'moved' }>>,
): Promise<Moved> {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const life = await selectLife(shop.database, number);
    if (!life) return { kind: 'unknown' };
    const plan = await decide(life);
    if ('kind' in plan) return plan;
    const outcome = await writePlan(shop, life, plan, written);
    if (outcome === 'written') return { kind: 'moved', state: plan.steps.at(-1)?.to ?? life.state };
    if (outcome !== 'overtaken') return { kind: 'refused', state: life.state, why: outcome };
  }
  return { kind: 'busy' };
}

async function writePlan(
  shop: Pick<Shop, 'database'>,
  life: Life,
  { steps, statements, deliveredAt }: Plan,
  { at, by, note, alongside }: Written,
): Promise<'written' | 'overtaken' | Refusal> {
  const { database } = shop;
  const moves = steps.flatMap(({ move, to }, place) => {
    const step = life.step + place + 1;
    const from = steps[place - 1]?.to ?? life.state;
    const id = `${life.number}/${step}`;
    const byStaff = by.kind === 'staff' ? by.role : null;
    return [
      insertHistoryStatement(database, {
        id,
        orderNumber: life.number,
        at,
        move,
        from,
        to,
        byKind: by.kind,
        byStaff,
        note: place === 0 ? note : '',
      }),
      moveStatement(database, life.number, to, step, move === 'deliver' ? (deliveredAt ?? at) : null),
    ];
  });
  try {
    await database.batch([...moves, ...statements, ...alongside]);
    return 'written';
  } catch (error) {
    return refusalOf(error);
  }
}

/** What the database has refused, and with it the whole transaction. Anything else is a surprise. */
function refusalOf(error: unknown): 'overtaken' | Refusal {
  const words = error instanceof Error ? error.message : '';
  if (words.includes('UNIQUE constraint failed: order_history.id')) return 'overtaken';
  if (words.includes('UNIQUE constraint failed: parcels.carrier')) return 'tracking-number-taken';
  if (words.includes('more would be shipped than was bought')) return 'more-than-is-left';
  if (words.includes('CHECK constraint failed: restocked')) return 'restocked-before';
  throw error;
}
