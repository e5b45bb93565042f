import type { Problem } from '../../src/api/answers.ts';
import { withoutBag } from '../checkout/refusals.ts';
import { problem } from '../problem.ts';

/** What the checkout refuses, said to somebody of the house, who has no bag. */
export function asSaidAtDesk(refusal: Problem): Problem {
  switch (refusal.code) {
    case 'unknown-sku': {
      const skus = (refusal.lines ?? []).map(({ sku }) => sku).join(', ');
      const detail = `It is not in the catalogue: ${skus}. Nothing is held, and nothing was mailed.`;
      return problem('unknown-sku', 'There is no such piece.', detail, linesOf(refusal));
    }
    case 'invalid-quantity':
      return problem(
        'invalid-quantity',
        'A quantity can’t be right.',
        'Each piece can be ordered one to five at a time. Nothing is held, and nothing was mailed.',
        linesOf(refusal),
      );
    case 'stripe-unreachable': {
      const detail = 'Nothing is held, and nothing was mailed. Press once more in a minute.';
      return problem('stripe-unreachable', 'Stripe can’t be reached just now.', detail);
    }
    case 'stripe-refused': {
      const detail = 'Nothing is held, and nothing was mailed. The log of the Worker has Stripe’s reason.';
      return problem('stripe-refused', 'Stripe did not accept this order.', detail);
    }
    case 'already-paid':
      return problem('already-paid', 'It is paid already.', 'Find it among the orders. Nothing was changed.');
    case 'sold-out':
    case 'fewer-left':
      return { ...refusal, detail: `${inTheHouse(refusal.detail)} Nothing was mailed.` };
    default:
      return { ...refusal, detail: inTheHouse(refusal.detail) };
  }
}

/** As the checkout has it, without what a shopper would look for. */
function inTheHouse(words: string): string {
  return withoutBag(words)
    .replace('Nothing was charged', 'Nothing is held')
    .replace('or write to us', 'or ask the owner');
}

function linesOf({ lines }: Problem): Pick<Problem, 'lines'> {
  return lines ? { lines } : {};
}

export function enteredForAnother(number: string): Problem {
  const detail = `The link of ${number} went to another address. End it below and enter it anew, if that was wrong.`;
  return problem('conflict', 'This was entered before.', detail);
}

export function noSuchEntered(): Problem {
  const detail = 'Open the list again: it may be paid, or its time may be over. Nothing was changed.';
  return problem('not-found', 'No such order waits for its payment.', detail);
}

export function cannotEndNow(): Problem {
  const detail = 'Somebody may still pay by the link, so the pieces stay held. Press once more in a minute.';
  return problem('stripe-unreachable', 'Stripe can’t be reached just now.', detail);
}

export function paidMeanwhile(): Problem {
  return problem('already-paid', 'It is paid, or its bank is about to say so.', 'Nothing was changed.');
}
