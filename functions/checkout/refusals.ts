import type { Problem } from '../../src/api/answers.ts';
import { nameInWords } from '../../src/catalog/name-in-words.ts';
import { plural, say } from '../../src/words/say.ts';
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
    say`A piece in your bag is no longer in our collections.`,
    say`Nothing was charged and your bag is kept: take that piece out and try again.`,
    { lines: lines.map(({ sku }) => ({ sku, left: 0 })) },
  );
}

/** @param left how many of each SKU can be held now */
export function notEnoughLeft(wanted: readonly NamedLine[], left: ReadonlyMap<string, number>): Problem {
  const short = wanted.filter((line) => (left.get(line.sku) ?? 0) < line.quantity);
  const lines = short.map((line) => ({ sku: line.sku, left: left.get(line.sku) ?? 0 }));
  if (lines.length > 0 && lines.every((line) => line.left > 0)) {
    const counts = short.map((line) => say`${left.get(line.sku) ?? 0} of ${nameOf(line)}`).reduce(nameInWords);
    const detail = say`We can offer ${counts}. Nothing was charged and your bag is kept: choose fewer and try again.`;
    return problem('fewer-left', say`Fewer are left than you asked for.`, detail, { lines });
  }
  const gone = short.filter((line) => (left.get(line.sku) ?? 0) <= 0).map(nameOf);
  return problem(
    'sold-out',
    gone.length === 0
      ? say`The piece has just gone to someone else.`
      : plural(
          '{2} has just gone to someone else.',
          '{2} have just gone to someone else.',
          gone.length,
          gone.reduce(nameInWords),
        ),
    say`It is sold, or held while another person pays. Nothing was charged and your bag is kept. If that payment isn’t made, the piece is back within about half an hour.`,
    { lines },
  );
}

function nameOf(line: NamedLine): string {
  return line.variant ? say`${line.name} (${line.variant})` : line.name;
}

export function alreadyPaid(link: string): Problem {
  const detail = say`This order has been paid, once. Your order page has everything about it.`;
  return problem('already-paid', say`You have paid for this already.`, detail, { link });
}

export function attemptEnded(): Problem {
  const detail = say`The first try with this bag was ended. Nothing was charged and your bag is kept: please try again.`;
  return problem('stripe-unreachable', say`Please try once more.`, detail);
}

export function attemptOfAnotherBag(): Problem {
  const detail = say`Nothing was charged and your bag is kept: reload the page and try again.`;
  return problem('invalid-request', say`Your bag has changed since you began to pay.`, detail);
}

export function stripeUnreachable(): Problem {
  return problem(
    'stripe-unreachable',
    say`The payment page can’t be reached just now.`,
    say`Nothing was charged and your bag is kept. Please try again in a minute.`,
  );
}

export function stripeRefused(): Problem {
  return problem(
    'stripe-refused',
    say`The payment page could not be opened.`,
    say`Our payment provider did not accept this order. Nothing was charged, your bag is kept, and the pieces are free again. Please write to us and we will see to it.`,
  );
}

/** The same words for a shopper without JavaScript, who has no bag to keep. Other languages keep the harmless words. */
export function withoutBag(words: string): string {
  return words.replaceAll(' and your bag is kept', '').replaceAll(', your bag is kept,', '');
}
