import { z } from 'zod';
import { type CarrierEvent, inOrder } from './carrier-event.ts';
import { instantOf } from './event-time.ts';
import { code, country, time, trackingNumber } from './push-fields.ts';

const result = z.object({
  trackingNumber: trackingNumber.optional(),
  trackingNumberInfo: z.object({ trackingNumber }).optional(),
  scanEvents: z
    .array(
      z.object({
        date: time,
        eventType: code,
        scanLocation: z.object({ countryCode: country }).optional().catch(undefined),
      }),
    )
    .max(200)
    .default([]),
});

/** All that is read of "Advanced Integrated Visibility"; Zod drops the rest, the proof of delivery and its image too. */
const push = z.object({
  output: z.object({
    completeTrackResults: z
      .array(z.object({ trackingNumber: trackingNumber.optional(), trackResults: z.array(result).min(1).max(50) }))
      .min(1)
      .max(50),
  }),
});

/** What FedEx says, oldest first; undefined when it isn't in its documented shape or names no parcel. */
export function readFedexPush(body: unknown, now: number): readonly CarrierEvent[] | undefined {
  const pushed = push.safeParse(body);
  if (!pushed.success) return undefined;
  const events: CarrierEvent[] = [];
  for (const complete of pushed.data.output.completeTrackResults) {
    for (const each of complete.trackResults) {
      const number = each.trackingNumberInfo?.trackingNumber ?? each.trackingNumber ?? complete.trackingNumber;
      if (number === undefined) return undefined;
      events.push(...eventsOf(number, each.scanEvents, now));
    }
  }
  return inOrder(events);
}

function eventsOf(number: string, scans: z.output<typeof result>['scanEvents'], now: number): CarrierEvent[] {
  return scans.map(({ date, eventType, scanLocation }) => ({
    carrier: 'FedEx',
    trackingNumber: number,
    code: eventType,
    time: date,
    occurredAt: instantOf(date, now),
    country: scanLocation?.countryCode ?? '',
    goesBack: false,
  }));
}
