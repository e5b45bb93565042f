import type { Problem } from '../../../src/api/answers.ts';
import { formatMoney } from '../../../src/catalog/money.ts';
import { orderWords } from '../../../src/orders/order-words.ts';
import type { Moved, Refusal } from '../../order-life/write-moves.ts';
import type { Order } from '../../orders/queries.ts';
import { problem } from '../../problem.ts';
import type { RefundRefusal } from '../../refunds/refund-order.ts';
import { noSuchOrder } from './open-order.ts';

const nothing = 'Nothing was changed.';

const why: Readonly<Record<Refusal, string>> = {
  'no-such-move': 'As the order stands, this can’t be done.',
  'more-than-is-left':
    'More pieces of a line are named than are left to be sent, or a line that the order doesn’t have.',
  'nothing-shipped': 'No piece is named.',
  'tracking-number-taken': 'Another parcel has this tracking number.',
  restricted: 'The person’s data is restricted: it may go to no carrier.',
  'never-in-stock': 'The pieces of this order never came out of stock, so they can’t come back.',
  'restocked-before': 'More pieces would come back into stock than were bought, or they are back already.',
};

export function refusalOf(moved: Exclude<Moved, { kind: 'moved' | 'moved-before' }>): Problem {
  switch (moved.kind) {
    case 'unknown':
      return noSuchOrder();
    case 'refused': {
      const standing = `The order is: ${orderWords[moved.state].toLowerCase()}. ${nothing}`;
      return problem('conflict', why[moved.why], standing);
    }
    case 'busy':
      return problem('conflict', 'Others are working on this order.', `${nothing} Look at it again, then try.`);
  }
}

const whyNotRefunded: Readonly<Record<RefundRefusal, string>> = {
  'more-than-was-paid': 'That is more than is left of what was paid.',
  'more-than-was-bought': 'More pieces of a line would be paid back than were bought.',
  'other-refund': 'This attempt belongs to another order.',
  'restocked-before': why['restocked-before'],
  'never-in-stock': why['never-in-stock'],
};

export function refundRefusal(order: Order, reason: RefundRefusal, leftMinor: number): Problem {
  const left = `Left to pay back: ${formatMoney(leftMinor, order.currency)}. ${nothing}`;
  return problem('conflict', whyNotRefunded[reason], left);
}

export function noSuchParcel(): Problem {
  return problem('not-found', 'The order has no such parcel.', nothing);
}
