/**
 * The states of a paid order and the moves between them: the one table that the Worker, the pages and the database
 * go by. Migration 0007 writes it into `order_moves`, where a trigger holds every change of a state against it, and a
 * test holds the two tables against each other. Money has facets of its own: what was refunded, and a dispute.
 */

export const orderStates = [
  'paid',
  /** Paid, and a person looks at it before anything else happens. */
  'under-review',
  'preparing',
  /** Some of the pieces have left the house. */
  'partly-shipped',
  'shipped',
  /** The last parcel has arrived. */
  'delivered',
  /** By the house or on the shopper's word, before anything has left. */
  'cancelled',
  /** By the shopper, within the days of withdrawal. */
  'withdrawn',
  /** The pieces are back in the house. */
  'returned',
  /** A parcel is lost, and nothing was done about it yet. */
  'lost',
] as const;

export type OrderState = (typeof orderStates)[number];

/** Before it is paid it is a checkout: a place to come from, and no state of an order. */
export type FormerState = OrderState | 'placed';

/** A move and all the states that it leads from and to; where it ends in the state that it began in, that stays. */
export const orderMoves = {
  place: { placed: ['paid', 'under-review'] },
  hold: { paid: ['under-review'], preparing: ['under-review'] },
  release: { 'under-review': ['paid'] },
  prepare: { paid: ['preparing'] },
  /** A parcel leaves, and not all of the pieces with it. */
  'ship-part': { preparing: ['partly-shipped'], 'partly-shipped': ['partly-shipped'] },
  ship: { preparing: ['shipped'], 'partly-shipped': ['shipped'] },
  /** A parcel arrives that is not the last, or whose order has gone another way. */
  'deliver-part': everywhere(),
  deliver: { shipped: ['delivered'], lost: ['delivered'] },
  lose: { ...everywhere(), 'partly-shipped': ['lost'], shipped: ['lost'] },
  /** The lost parcel has arrived after all, and the order is not complete yet. */
  find: { lost: ['partly-shipped', 'shipped'] },
  /** What was lost is made ready once more. */
  resend: { lost: ['preparing'] },
  cancel: { paid: ['cancelled'], 'under-review': ['cancelled'], preparing: ['cancelled'] },
  withdraw: {
    paid: ['withdrawn'],
    'under-review': ['withdrawn'],
    preparing: ['withdrawn'],
    'partly-shipped': ['withdrawn'],
    shipped: ['withdrawn'],
    delivered: ['withdrawn'],
    lost: ['withdrawn'],
  },
  /** Of some of the pieces; the order goes on with the others. */
  'withdraw-part': staying('paid', 'under-review', 'preparing', 'partly-shipped', 'shipped', 'delivered', 'lost'),
  /** Withdrawn pieces are back, and others are with the shopper. */
  'return-part': staying('preparing', 'partly-shipped', 'shipped', 'delivered', 'withdrawn', 'lost'),
  return: { shipped: ['returned'], delivered: ['returned'], withdrawn: ['returned'], lost: ['returned'] },
  refund: everywhere(),
  'refund-failed': everywhere(),
  dispute: everywhere(),
  'dispute-closed': everywhere(),
} as const satisfies Record<string, Partial<Record<FormerState, readonly OrderState[]>>>;

export type OrderMove = keyof typeof orderMoves;

const moves: Readonly<Record<OrderMove, Partial<Record<FormerState, readonly OrderState[]>>>> = orderMoves;

/** What may happen whatever the state is, and leaves it as it was. */
function everywhere(): Partial<Record<OrderState, readonly OrderState[]>> {
  return Object.fromEntries(orderStates.map((state) => [state, [state]]));
}

function staying(...states: readonly OrderState[]): Partial<Record<OrderState, readonly OrderState[]>> {
  return Object.fromEntries(states.map((state) => [state, [state]]));
}

/** Where the move may lead from a state; nowhere where it is not to be made. */
export function targetsOf(move: OrderMove, from: FormerState): readonly OrderState[] {
  return moves[move][from] ?? [];
}

export function isLegal(move: OrderMove, from: FormerState, to: OrderState): boolean {
  return targetsOf(move, from).includes(to);
}

export interface LegalMove {
  readonly move: OrderMove;
  readonly from: FormerState;
  readonly to: OrderState;
}

/** Every move there is, a line each, as the database has them. */
export function legalMoves(): LegalMove[] {
  return (Object.keys(orderMoves) as OrderMove[]).flatMap((move) =>
    (['placed', ...orderStates] as const).flatMap((from) => targetsOf(move, from).map((to) => ({ move, from, to }))),
  );
}
