import { z } from 'zod';
import { created, expand, integer, metadata, page, text } from './fields.ts';

/** https://docs.stripe.com/api/refunds/create */
export const createRefundParameters = z.strictObject({
  amount: integer(1).optional(),
  charge: text().optional(),
  expand,
  metadata: metadata.optional(),
  payment_intent: text().optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
});

export type CreateRefundParameters = z.output<typeof createRefundParameters>;

export const unsupportedRefundParameters: ReadonlySet<string> = new Set([
  'currency',
  'customer',
  'instructions_email',
  'origin',
  'refund_application_fee',
  'reverse_transfer',
]);

export const listRefundsParameters = z.strictObject({
  ...page,
  charge: text().optional(),
  created: created.optional(),
  payment_intent: text().optional(),
});
