import type { Problem } from '../../src/api/answers.ts';
import { problem } from '../problem.ts';

/** What the checkout says when it can't go on: what happened, what is safe, what to do next. */

interface NamedLine {
  readonly sku: string;
  readonly name: string;
  readonly variant: string;
  readonly quantity: number;
}

export function unknownPieces(lines: readonly { readonly sku: string }[]): Problem {
  return problem(
    'unknown-sku',
    'A piece in your bag is no longer in our collections.',
    'Nothing was charged and your bag is kept: take that piece out and try again.',
    { lines: lines.map(({ sku }) => ({ sku, left: 0 })) },
  );
}

/** @param left how many of each SKU can be held now */
export function notEnoughLeft(wanted: readonly NamedLine[], left: ReadonlyMap<string, number>): Problem {
  const short = wanted.filter((line) => (left.get(line.sku) ?? 0) < line.quantity);
  const lines = short.map((line) => ({ sku: line.sku, left: left.get(line.sku) ?? 0 }));
  if (lines.length > 0 && lines.every((line) => line.left > 0)) {
    const counts = short.map((line) => `${left.get(line.sku)} of ${nameOf(line)}`).join(', ');
    const detail = `We can offer ${counts}. Nothing was charged and your bag is kept: choose fewer and try again.`;
    return problem('fewer-left', 'Fewer are left than you asked for.', detail, { lines });
  }
  const gone = short.filter((line) => (left.get(line.sku) ?? 0) <= 0).map(nameOf);
  const names = gone.join(', ') || 'The piece';
  return problem(
    'sold-out',
    `${names} ${gone.length > 1 ? 'have' : 'has'} just gone to someone else.`,
    'It is sold, or held while another person pays. Nothing was charged and your bag is kept. If that payment isn’t made, the piece is back within about half an hour.',
    { lines },
  );
}

function nameOf(line: NamedLine): string {
  return line.variant ? `${line.name} (${line.variant})` : line.name;
}

export function alreadyPaid(link: string): Problem {
  const detail = 'This order has been paid, once. Your order page has everything about it.';
  return problem('already-paid', 'You have paid for this already.', detail, { link });
}

export function attemptEnded(): Problem {
  const detail = 'The first try with this bag was ended. Nothing was charged and your bag is kept: please try again.';
  return problem('stripe-unreachable', 'Please try once more.', detail);
}

export function attemptOfAnotherBag(): Problem {
  const detail = 'Nothing was charged and your bag is kept: reload the page and try again.';
  return problem('invalid-request', 'Your bag has changed since you began to pay.', detail);
}

export function stripeUnreachable(): Problem {
  return problem(
    'stripe-unreachable',
    'The payment page can’t be reached just now.',
    'Nothing was charged and your bag is kept. Please try again in a minute.',
  );
}

export function stripeRefused(): Problem {
  return problem(
    'stripe-refused',
    'The payment page could not be opened.',
    'Our payment provider did not accept this order. Nothing was charged, your bag is kept, and the pieces are free again. Please write to us and we will see to it.',
  );
}

/** The same words for a shopper without JavaScript, who has no bag to keep. */
export function withoutBag(words: string): string {
  return words.replaceAll(' and your bag is kept', '').replaceAll(', your bag is kept,', '');
}
