import { z } from 'zod';
import type { OrderEntering } from '../../src/api/entered-order-answers.ts';
import { maxGiftMessageLength } from '../../src/bag/bag.ts';
import { firstLanguage, languages } from '../../src/languages.ts';
import { enteredSources } from '../../src/orders/order-sources.ts';
import { emailField } from '../requests/intake/read-wish.ts';

/** What the desk's form sends. Whether the pieces, the currency and the delivery fit each other, the checkout judges. */
export const enteredBody = z.strictObject({
  attempt: z.uuid(),
  source: z.enum(enteredSources),
  email: emailField,
  language: z.enum(languages).default(firstLanguage),
  lines: z
    .array(z.strictObject({ sku: z.string().min(1).max(64), quantity: z.number() }))
    .min(1)
    .max(100),
  currency: z.string().max(10),
  country: z.string().max(10),
  delivery: z.string().max(64),
  giftWrap: z.boolean(),
  giftMessage: z.string().max(maxGiftMessageLength),
}) satisfies z.ZodType<OrderEntering>;

export type EnteredBody = z.output<typeof enteredBody>;

export const endBody = z.strictObject({});
