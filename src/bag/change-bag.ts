/**
 * The acts on a bag. Each takes a bag and gives a new one, within the limits; none
 * touches `checkout`, so that a hold from an earlier visit to the payment page is
 * given back by the next one and not forgotten.
 */
import { type Bag, type BagLine, maxLines, maxQuantity } from './bag.ts';

export interface Added {
  readonly bag: Bag;
  /** How many were added in truth: fewer than asked where a limit stood in the way. */
  readonly added: number;
  readonly outcome: 'added' | 'quantity-limit' | 'line-limit';
}

export type BagChoices = Pick<Bag, 'country' | 'delivery' | 'giftWrap' | 'giftMessage'>;

/** `quantity` below one adds nothing. */
export function addPiece(bag: Bag, sku: string, quantity: number): Added {
  const already = quantityOf(bag, sku);
  if (already === 0 && bag.lines.length >= maxLines) return { bag, added: 0, outcome: 'line-limit' };
  const wanted = already + (quantity >= 1 ? Math.floor(quantity) : 0);
  const next = Math.min(wanted, maxQuantity);
  const outcome = next < wanted ? 'quantity-limit' : 'added';
  return { bag: setQuantity(bag, sku, next), added: next - already, outcome };
}

/** Sets a line's quantity, cut to the limit; below one takes the line out. A piece that is not in the bag joins at its end. */
export function setQuantity(bag: Bag, sku: string, quantity: number): Bag {
  if (!(quantity >= 1)) return removePiece(bag, sku);
  const line: BagLine = { sku, quantity: Math.min(Math.floor(quantity), maxQuantity) };
  if (quantityOf(bag, sku) > 0) {
    return { ...bag, lines: bag.lines.map((other) => (other.sku === sku ? line : other)) };
  }
  return bag.lines.length < maxLines ? { ...bag, lines: [...bag.lines, line] } : bag;
}

export function removePiece(bag: Bag, sku: string): Bag {
  return { ...bag, lines: bag.lines.filter((line) => line.sku !== sku) };
}

/** Takes out what was bought, and no more: pieces added since, in another tab, stay. Forgets the checkout and the gift. */
export function removeBought(bag: Bag, bought: readonly BagLine[]): Bag {
  const left = bought.reduce((rest, { sku, quantity }) => setQuantityLeft(rest, sku, quantity), bag);
  const { checkout: _paid, ...kept } = left;
  return { ...kept, giftWrap: false, giftMessage: '' };
}

/** Another country forgets the delivery, which was that country's. */
export function choose(bag: Bag, choices: Partial<BagChoices>): Bag {
  const movesAway = choices.country !== undefined && choices.country !== bag.country;
  const { delivery: _elsewhere, ...stays } = bag;
  return { ...(movesAway ? stays : bag), ...choices };
}

export function withCheckout(bag: Bag, link: string): Bag {
  return { ...bag, checkout: link };
}

export function withoutCheckout(bag: Bag): Bag {
  const { checkout: _over, ...kept } = bag;
  return kept;
}

export function quantityOf(bag: Bag, sku: string): number {
  return bag.lines.find((line) => line.sku === sku)?.quantity ?? 0;
}

export function countPieces(bag: Bag): number {
  return bag.lines.reduce((count, line) => count + line.quantity, 0);
}

function setQuantityLeft(bag: Bag, sku: string, bought: number): Bag {
  const already = quantityOf(bag, sku);
  return already > 0 ? setQuantity(bag, sku, already - bought) : bag;
}
