import type { D1PreparedStatement } from '@cloudflare/workers-types';
import { z } from 'zod';
import type { CheckoutRequest, Problem } from '../../src/api/answers.ts';
import { maxGiftMessageLength, maxLines, maxQuantity } from '../../src/bag/bag.ts';
import { countryName, type DeliveryOption, deliveryOptions } from '../../src/catalog/delivery.ts';
import { type Currency, currencies, isCurrency } from '../../src/catalog/money.ts';
import type { Language } from '../../src/languages.ts';
import type { EnteredSource } from '../../src/orders/order-sources.ts';
import { locale } from '../../src/words/language.ts';
import { say } from '../../src/words/say.ts';
import { problem } from '../problem.ts';

/**
 * The door of the checkout. Strict: a field that isn't asked for is refused, and a
 * price is not asked for. Ranges that deserve a sentence of their own are judged below.
 */
const body = z.strictObject({
  attempt: z.uuid(),
  previous: z.string().max(100).optional(),
  lines: z
    .array(z.strictObject({ sku: z.string().min(1).max(64), quantity: z.number() }))
    .min(1)
    .max(1_000),
  currency: z.string().max(10),
  country: z.string().max(10),
  delivery: z.string().max(64),
  giftWrap: z.boolean(),
  giftMessage: z.string().max(maxGiftMessageLength),
  marketing: z.boolean(),
}) satisfies z.ZodType<CheckoutRequest>;

/** A request of which every word makes sense; whether the pieces exist and are left, the act finds out. */
export interface CheckoutWish {
  readonly attempt: string;
  readonly previous: string | undefined;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly currency: Currency;
  readonly country: string;
  readonly delivery: DeliveryOption;
  readonly giftWrap: boolean;
  readonly giftMessage: string;
  readonly marketing: boolean;
  /** Where Stripe's page leads back to, when not to the page for a cancelled payment. */
  readonly cancelPath?: string;
  /** What is known besides of an order that was told to somebody of the house. */
  readonly elsewhere?: MadeElsewhere;
}

export interface MadeElsewhere {
  readonly source: EnteredSource;
  /** Where the letter with the payment link goes, as it is kept. */
  readonly email: string;
  /** In which whoever pays is spoken to: who asks is of the house. */
  readonly language: Language;
  /** To be written with the hold, or not at all. */
  readonly alongside: (number: string) => Promise<readonly D1PreparedStatement[]>;
}

export function readCheckoutRequest(input: unknown): CheckoutWish | Problem {
  const parsed = body.safeParse(input);
  if (!parsed.success) return unreadable(parsed.error);
  const request = parsed.data;
  const lines = mergeLines(request.lines);
  if (!lines) {
    return problem(
      'invalid-quantity',
      say`A quantity in your bag can’t be right.`,
      say`Each piece can be ordered one to ${maxQuantity} at a time. Nothing was charged and your bag is kept: correct the quantity and try again.`,
      { lines: request.lines.filter((line) => !isQuantity(line.quantity)).map(({ sku }) => ({ sku })) },
    );
  }
  if (lines.length > maxLines) {
    const detail = say`An order holds up to ${maxLines} different pieces; yours has ${lines.length}. Nothing was charged and your bag is kept: order in two parts, or write to us.`;
    return problem('too-many-lines', say`That is more than one order can hold.`, detail);
  }
  if (!isCurrency(request.currency)) {
    const detail = say`Our prices are in ${currencies.join(', ')}. Nothing was charged and your bag is kept: choose one of them and try again.`;
    return problem('unsupported-currency', say`We have no price in that currency.`, detail);
  }
  const options = deliveryOptions(request.country);
  if (!options) return unservedCountry(request.country);
  const delivery = options.find((option) => option.id === request.delivery);
  if (!delivery) {
    const detail = say`To ${countryName(request.country)} we send with ${anyOf(options.map((option) => option.name))}. Nothing was charged and your bag is kept: choose one of these.`;
    return problem('unsupported-delivery', say`That delivery isn’t offered there.`, detail);
  }
  return { ...request, previous: request.previous, lines, currency: request.currency, delivery };
}

function anyOf(names: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'disjunction' }).format(names);
}

function unreadable(error: z.ZodError): Problem {
  const fields = error.issues.map((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.') || say`the body`,
  );
  return problem(
    'invalid-request',
    say`We could not read this order.`,
    say`Something is missing or isn’t as expected: ${[...new Set(fields)].slice(0, 5).join(', ').slice(0, 200)}. Nothing was charged and your bag is kept: reload the page and try again.`,
  );
}

function unservedCountry(country: string): Problem {
  const isCountry = /^[A-Z]{2}$/.test(country);
  const title = isCountry ? say`We don’t deliver to ${countryName(country)}.` : say`We don’t know that country.`;
  return problem(
    'unsupported-country',
    title,
    say`Nothing was charged and your bag is kept: choose another destination, or write to us and we will tell you what is possible.`,
  );
}

function isQuantity(quantity: number): boolean {
  return Number.isInteger(quantity) && quantity >= 1 && quantity <= maxQuantity;
}

/** One line for each SKU, or undefined where a quantity, alone or added up, is out of bounds. */
function mergeLines(lines: CheckoutRequest['lines']): CheckoutRequest['lines'] | undefined {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of lines) {
    if (!isQuantity(quantity)) return undefined;
    quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  }
  const merged = [...quantities].map(([sku, quantity]) => ({ sku, quantity }));
  return merged.every((line) => isQuantity(line.quantity)) ? merged : undefined;
}
