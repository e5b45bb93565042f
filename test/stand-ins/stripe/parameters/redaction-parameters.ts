import { z } from 'zod';
import { expand, page, text } from './fields.ts';

const identifiers = z.array(text(255)).optional();
const validationBehavior = z.enum(['error', 'fix']);

/** https://docs.stripe.com/api/privacy/redaction-job/create (2026-09-30.preview) */
export const createRedactionParameters = z.strictObject({
  expand,
  objects: z.strictObject({
    charges: identifiers,
    checkout_sessions: identifiers,
    customers: identifiers,
    identity_verification_sessions: identifiers,
    invoices: identifiers,
    issuing_cardholders: identifiers,
    issuing_cards: identifiers,
    payment_intents: identifiers,
    radar_value_list_items: identifiers,
    setup_intents: identifiers,
  }),
  validation_behavior: validationBehavior.default('error'),
});

export type CreateRedactionParameters = z.output<typeof createRedactionParameters>;

/** Kinds of objects that Stripe redacts and the stand-in does not have. */
export const unsupportedRedactionObjects = [
  'identity_verification_sessions',
  'invoices',
  'issuing_cardholders',
  'issuing_cards',
  'radar_value_list_items',
  'setup_intents',
] as const;

export const updateRedactionParameters = z.strictObject({ expand, validation_behavior: validationBehavior.optional() });

export const listRedactionsParameters = z.strictObject({
  ...page,
  status: z
    .enum(['canceled', 'canceling', 'created', 'failed', 'ready', 'redacting', 'succeeded', 'validating'])
    .optional(),
});
