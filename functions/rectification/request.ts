import { z } from 'zod';
import type { Rectification } from '../../src/api/rectification-answers.ts';
import { orderNumberPattern } from '../orders/order-number.ts';
import { requestLinkField } from '../requests/owned-request.ts';

/** More orders than this go in a second request. */
const mostOrders = 20;

/**
 * A line as it stands on a parcel: no line break, nothing that can't be seen or turns the writing round, and neither
 * < nor >, so that no label, letter or page that forgets to escape it takes it for more.
 */
function line(longest: number) {
  return z
    .string()
    .max(4 * longest)
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .max(longest)
        .regex(/^[^\p{C}\p{Zl}\p{Zp}<>]*$/u),
    );
}

const filled = (longest: number) => line(longest).pipe(z.string().min(1));

const fields = z
  .strictObject({
    name: filled(100),
    phone: line(30).pipe(z.string().regex(/^(\+?[\d\s().\-/]{5,})?$/)),
    line1: filled(100),
    line2: line(100),
    city: filled(100),
    region: line(100),
    postcode: line(20),
  })
  .partial();

export const key = { link: requestLinkField.optional(), request: z.string().min(1).max(20).optional() };

export const keyAlone = z.strictObject(key);

/** A correction corrects something. */
export const rectification = z
  .strictObject({
    ...key,
    username: filled(40).optional(),
    orders: z.array(z.strictObject({ number: z.string().regex(orderNumberPattern), fields })).max(mostOrders),
  })
  .refine(({ username, orders }) => username !== undefined || orders.length > 0)
  .refine(({ orders }) => orders.every((order) => Object.keys(order.fields).length > 0))
  .refine(
    ({ orders }) => new Set(orders.map(({ number }) => number)).size === orders.length,
  ) satisfies z.ZodType<Rectification>;

export type ParsedRectification = z.output<typeof rectification>;
