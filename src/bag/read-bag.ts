/**
 * From whatever a browser has stored to a bag that the shop can work with. The
 * text is not ours to trust: an extension, an older version of the shop, another
 * tab or a curious person may have written it. It is rebuilt field by field.
 */
import { type Bag, type BagLine, maxGiftMessageLength, maxLines, maxQuantity } from './bag.ts';

/** UTF-16 units. A full bag takes under 2 KB. */
const maxTextLength = 16 * 1024;

/** Of a SKU or a delivery option's id. */
const nameShape = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const countryShape = /^[A-Z]{2}$/;
const linkShape = /^[A-Za-z0-9._~-]{1,512}$/;

export const emptyBag: Bag = { version: 1, lines: [], giftWrap: false, giftMessage: '' };

export type BagReading =
  | { readonly state: 'sound'; readonly bag: Bag }
  /** Some of it could not be read, or broke a limit; the rest is kept. */
  | { readonly state: 'repaired'; readonly bag: Bag; readonly reason: 'lines' | 'choices' }
  | {
      readonly state: 'emptied';
      readonly bag: Bag;
      readonly reason: 'not-json' | 'oversized' | 'outdated' | 'foreign';
    };

/** Null, as an empty storage answers, is an empty bag and no finding. Never throws. */
export function readBagText(text: string | null): BagReading {
  if (text === null) return { state: 'sound', bag: emptyBag };
  if (text.length > maxTextLength) return { state: 'emptied', bag: emptyBag, reason: 'oversized' };
  const content = parseJson(text);
  if (content === undefined) return { state: 'emptied', bag: emptyBag, reason: 'not-json' };
  if (!isRecord(content)) return { state: 'emptied', bag: emptyBag, reason: 'foreign' };
  const version = own(content, 'version');
  if (typeof version !== 'number') return { state: 'emptied', bag: emptyBag, reason: 'foreign' };
  if (version !== 1) return { state: 'emptied', bag: emptyBag, reason: 'outdated' };
  const written = own(content, 'lines');
  if (!Array.isArray(written)) return { state: 'emptied', bag: emptyBag, reason: 'foreign' };

  const lines = readLines(written);
  const choices = readChoices(content);
  const bag: Bag = { version: 1, lines: lines.read, ...choices.read };
  if (lines.changed) return { state: 'repaired', bag, reason: 'lines' };
  if (choices.changed) return { state: 'repaired', bag, reason: 'choices' };
  return { state: 'sound', bag };
}

/** What `readBagText` reads back as the same bag; null for a bag that holds nothing worth keeping. */
export function writeBagText(bag: Bag): string | null {
  const holdsNothing = bag.lines.length === 0 && !bag.country && !bag.giftWrap && !bag.giftMessage && !bag.checkout;
  return holdsNothing ? null : JSON.stringify(bag);
}

/**
 * The message as it can be printed on a card: no control characters but line
 * breaks, and no half of a character at the cut.
 */
export function fitGiftMessage(message: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go.
  const printable = message.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, '');
  return printable.slice(0, maxGiftMessageLength).replace(/[\ud800-\udbff]$/, '');
}

function readLines(written: readonly unknown[]): { read: BagLine[]; changed: boolean } {
  const quantities = new Map<string, number>();
  let changed = false;
  for (const entry of written) {
    const line = readLine(entry);
    if (!line || (quantities.size === maxLines && !quantities.has(line.sku))) {
      changed = true;
      continue;
    }
    const already = quantities.get(line.sku) ?? 0;
    const quantity = Math.min(already + line.quantity, maxQuantity);
    changed ||= already > 0 || !line.asWritten;
    quantities.set(line.sku, quantity);
  }
  const read = [...quantities].map(([sku, quantity]) => ({ sku, quantity }));
  return { read, changed };
}

/** Undefined when no piece can be made out; a quantity past the limit is cut to it, 1.5 is one. */
function readLine(entry: unknown): { sku: string; quantity: number; asWritten: boolean } | undefined {
  if (!isRecord(entry)) return undefined;
  const sku = own(entry, 'sku');
  const quantity = own(entry, 'quantity');
  if (typeof sku !== 'string' || !nameShape.test(sku)) return undefined;
  if (typeof quantity !== 'number' || !(quantity >= 1)) return undefined;
  const honest = Math.min(Math.floor(quantity), maxQuantity);
  return { sku, quantity: honest, asWritten: honest === quantity };
}

function readChoices(content: Record<string, unknown>) {
  const country = matching(own(content, 'country'), countryShape);
  const delivery = matching(own(content, 'delivery'), nameShape);
  const checkout = matching(own(content, 'checkout'), linkShape);
  const giftWrap = own(content, 'giftWrap');
  const giftMessage = own(content, 'giftMessage');
  const message = typeof giftMessage === 'string' ? fitGiftMessage(giftMessage) : '';
  const read = {
    ...(country && { country }),
    ...(delivery && { delivery }),
    giftWrap: giftWrap === true,
    giftMessage: message,
    ...(checkout && { checkout }),
  };
  const changed =
    country !== own(content, 'country') ||
    delivery !== own(content, 'delivery') ||
    checkout !== own(content, 'checkout') ||
    typeof giftWrap !== 'boolean' ||
    message !== giftMessage;
  return { read, changed };
}

function matching(value: unknown, shape: RegExp): string | undefined {
  return typeof value === 'string' && shape.test(value) ? value : undefined;
}

/** Only what the record itself has: an inherited or `__proto__` field is no field. */
function own(record: Record<string, unknown>, field: string): unknown {
  return Object.hasOwn(record, field) ? record[field] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
