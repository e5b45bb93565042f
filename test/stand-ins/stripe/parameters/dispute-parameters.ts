import { z } from 'zod';
import { created, page, text } from './fields.ts';

/** https://docs.stripe.com/api/disputes/list, and of the same: https://docs.stripe.com/api/radar/early_fraud_warnings/list */
export const listDisputesParameters = z.strictObject({
  ...page,
  charge: text().optional(),
  created: created.optional(),
  payment_intent: text().optional(),
});
