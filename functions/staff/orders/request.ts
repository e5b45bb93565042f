import { z } from 'zod';
import { maxLines, maxQuantity } from '../../../src/bag/bag.ts';
import { carriers, trackingNumberPattern } from '../../../src/orders/parcels.ts';
import { refundReasons } from '../../refunds/queries.ts';
import { accessReason } from '../access-log.ts';

/** What the desk may ask about an order: as src/api/staff-orders.ts has it, and nothing else. */

const note = z.string().trim().max(500).optional();

const pieces = z
  .array(
    z.strictObject({
      position: z.int().min(0).max(maxLines),
      quantity: z.int().min(1).max(maxQuantity),
    }),
  )
  .min(1)
  .max(maxLines)
  .refine((lines) => new Set(lines.map(({ position }) => position)).size === lines.length, 'each line once');

/** An instant that has come; how far back it may lie, the parcel says. */
const at = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .optional();

export const viewBody = z.strictObject({ why: accessReason.optional() });

export const moveBody = z.strictObject({ note });

export const backBody = z.strictObject({ note, restock: z.union([z.literal('all'), pieces]).optional() });

export const parcelBody = z.strictObject({
  carrier: z.enum(carriers),
  trackingNumber: z
    .string()
    .max(60)
    .transform((text) => text.replaceAll(/[\s-]/g, '').toUpperCase())
    .pipe(z.string().regex(trackingNumberPattern)),
  lines: pieces,
  isLast: z.boolean().optional(),
  note,
});

export const newsBody = z.strictObject({ at, note });

export const refundBody = z
  .strictObject({
    attempt: z.uuid(),
    what: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('whole') }),
      z.strictObject({ kind: z.literal('lines'), lines: pieces }),
      z.strictObject({ kind: z.literal('amount'), amountMinor: z.int().min(1).max(1_000_000_000) }),
    ]),
    reason: z.enum(refundReasons),
    restock: z.boolean().optional(),
    note,
  })
  .refine(({ what, restock }) => !restock || what.kind === 'lines', 'stock comes back by lines');
