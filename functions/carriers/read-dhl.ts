import { z } from 'zod';
import { type CarrierEvent, inOrder } from './carrier-event.ts';
import { instantOf } from './event-time.ts';
import { code, country, time, trackingNumber } from './push-fields.ts';

const scan = z.object({
  timestamp: time,
  statusCode: code,
  location: z
    .object({ address: z.object({ countryCode: country }) })
    .optional()
    .catch(undefined),
});

/** All that is read of "Shipment Tracking – Unified – Push"; Zod drops the rest, the recipient's name and signature too. */
const push = z.object({
  scope: z.literal('subscription.push'),
  shipments: z
    .array(
      z.object({
        id: trackingNumber,
        returnFlag: z.boolean().catch(false),
        status: scan.optional(),
        events: z.array(scan).max(200).default([]),
      }),
    )
    .min(1)
    .max(50),
});

/** About the subscription itself. `self` ends with its number; `secret` is what activates it. */
const notice = z.object({
  scope: z.string().regex(/^subscription\.[a-z]{1,40}$/),
  self: z.string().max(500).catch(''),
  secret: z.string().max(500).catch(''),
});

export type DhlPush =
  | { readonly kind: 'events'; readonly events: readonly CarrierEvent[] }
  | { readonly kind: 'notice'; readonly scope: string; readonly subscription: string; readonly secret: string };

/** What DHL says, oldest first; undefined when it isn't in its documented shape. */
export function readDhlPush(body: unknown, now: number): DhlPush | undefined {
  const pushed = push.safeParse(body);
  if (pushed.success) return { kind: 'events', events: inOrder(pushed.data.shipments.flatMap(eventsOf(now))) };
  const told = notice.safeParse(body);
  if (!told.success || told.data.scope === 'subscription.push') return undefined;
  const { scope, self, secret } = told.data;
  return { kind: 'notice', scope, subscription: self.split('/').at(-1) ?? '', secret };
}

/** The history comes along with each push, so that one that was lost is made good by the next. */
function eventsOf(now: number) {
  return ({ id, returnFlag, status, events }: z.output<typeof push>['shipments'][number]): CarrierEvent[] =>
    [...events, ...(status ? [status] : [])].map(({ timestamp, statusCode, location }) => ({
      carrier: 'DHL',
      trackingNumber: id,
      code: statusCode,
      time: timestamp,
      occurredAt: instantOf(timestamp, now),
      country: location?.address.countryCode ?? '',
      goesBack: returnFlag,
    }));
}
