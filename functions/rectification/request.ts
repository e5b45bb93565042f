import { z } from 'zod';
import { longestUsername, orderLines } from '../../src/api/correction-form.ts';
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
    name: filled(orderLines.name.longest),
    phone: line(orderLines.phone.longest).pipe(z.string().regex(/^(\+?[\d\s().\-/]{5,})?$/)),
    line1: filled(orderLines.line1.longest),
    line2: line(orderLines.line2.longest),
    city: filled(orderLines.city.longest),
    region: line(orderLines.region.longest),
    postcode: line(orderLines.postcode.longest),
  })
  .partial();

/** Who an invoice is made out to, and where: what the desk may add beside one. Something has to be. */
export const invoiceFields = fields.omit({ phone: true }).refine((given) => Object.keys(given).length > 0);

export type InvoiceFields = z.output<typeof invoiceFields>;

export const key = { link: requestLinkField.optional(), request: z.string().min(1).max(20).optional() };

export const keyAlone = z.strictObject(key);

/** A correction corrects something. */
export const rectification = z
  .strictObject({
    ...key,
    username: filled(longestUsername).optional(),
    orders: z.array(z.strictObject({ number: z.string().regex(orderNumberPattern), fields })).max(mostOrders),
  })
  .refine(({ username, orders }) => username !== undefined || orders.length > 0)
  .refine(({ orders }) => orders.every((order) => Object.keys(order.fields).length > 0))
  .refine(
    ({ orders }) => new Set(orders.map(({ number }) => number)).size === orders.length,
  ) satisfies z.ZodType<Rectification>;

export type ParsedRectification = z.output<typeof rectification>;
