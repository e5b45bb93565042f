import { z } from 'zod';

/** How the stand-in misbehaves on purpose. Everything off: it behaves. */
export const switchesSchema = z.strictObject({
  /** Every API answer waits this long. */
  delayMilliseconds: z.number().int().min(0).max(120_000),
  /**
   * The next `count` API requests fail with `status`. `before`: nothing is done and nothing is kept. `after`: the
   * request is carried out and its answer is the failure, kept under its idempotency key as Stripe keeps a 500.
   */
  failNext: z.strictObject({
    count: z.number().int().min(0).max(10_000),
    status: z.union([z.literal(429), z.literal(500), z.literal(502), z.literal(503)]),
    stage: z.enum(['before', 'after']),
  }),
  /** Connections of the API are closed without an answer, and nothing is done. */
  unreachable: z.boolean(),
  /** The next so many API requests are carried out, and their answers are lost on the way. */
  loseNextAnswers: z.number().int().min(0).max(10_000),
  /** The next session is refused with this error. */
  refuseNextCreate: z
    .strictObject({
      status: z.number().int().min(400).max(499),
      type: z.enum(['card_error', 'invalid_request_error']),
      code: z.string().max(100),
      message: z.string().max(500),
    })
    .nullable(),
  /** A refund waits for the bank: it is `pending` until it is settled. */
  refundsWait: z.boolean(),
  redactions: z.strictObject({
    /** So long does a job validate, redact or cancel. */
    stepMilliseconds: z
      .number()
      .int()
      .min(0)
      .max(40 * 24 * 60 * 60 * 1000),
    /** A paid transaction younger than this stands in the way of a job: 90 outside of a sandbox, 0 inside. */
    youngestDays: z.number().int().min(0).max(365),
    /** The preview was not given to this account: its addresses are unknown. */
    withheld: z.boolean(),
  }),
  webhooks: z.strictObject({
    /** Every delivery is made this many more times, all at once. */
    duplicates: z.number().int().min(0).max(20),
    /** Deliveries wait until they are released, in the order then given. */
    hold: z.boolean(),
    /** Deliveries are lost, and not tried again. */
    drop: z.boolean(),
    /** The first try of a delivery waits this long. */
    delayMilliseconds: z
      .number()
      .int()
      .min(0)
      .max(24 * 60 * 60 * 1000),
  }),
});

export type Switches = z.output<typeof switchesSchema>;

/** Some of the switches; the others stay as they are. */
export const switchChange = z.strictObject({
  ...switchesSchema.partial().shape,
  failNext: switchesSchema.shape.failNext.partial().optional(),
  redactions: switchesSchema.shape.redactions.partial().optional(),
  webhooks: switchesSchema.shape.webhooks.partial().optional(),
});

export type SwitchChange = z.input<typeof switchChange>;

export function allOff(): Switches {
  return {
    delayMilliseconds: 0,
    failNext: { count: 0, status: 503, stage: 'before' },
    unreachable: false,
    loseNextAnswers: 0,
    refuseNextCreate: null,
    refundsWait: false,
    redactions: { stepMilliseconds: 1000, youngestDays: 0, withheld: false },
    webhooks: { duplicates: 0, hold: false, drop: false, delayMilliseconds: 0 },
  };
}

/** Throws a ZodError when the outcome would not be valid. */
export function turned(switches: Switches, change: SwitchChange): Switches {
  return switchesSchema.parse({
    ...switches,
    ...change,
    failNext: { ...switches.failNext, ...change.failNext },
    redactions: { ...switches.redactions, ...change.redactions },
    webhooks: { ...switches.webhooks, ...change.webhooks },
  });
}
