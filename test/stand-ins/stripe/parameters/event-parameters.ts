import { z } from 'zod';
import { boolean, created, page, text } from './fields.ts';

/** https://docs.stripe.com/api/events/list */
export const listEventsParameters = z.strictObject({
  ...page,
  created: created.optional(),
  delivery_success: boolean.optional(),
  type: text(200).optional(),
  types: z.array(text(200)).max(20).optional(),
});
