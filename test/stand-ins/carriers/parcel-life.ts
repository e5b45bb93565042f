import { z } from 'zod';

export type Carrier = 'DHL' | 'FedEx';

export const parcelSchema = z.strictObject({
  carrier: z.enum(['DHL', 'FedEx']),
  trackingNumber: z.string().trim().min(1).max(64),
  /** `trouble`: the carrier doesn't get on with it; `back`: nobody takes it, and it comes back to the house. */
  ending: z.enum(['delivered', 'trouble', 'back']).default('delivered'),
  /** Where it goes to, two letters. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('FR'),
});

export type ParcelWish = z.input<typeof parcelSchema>;
type Ending = z.output<typeof parcelSchema>['ending'];

export interface Scan {
  readonly code: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly country: string;
}

export interface Parcel {
  readonly carrier: Carrier;
  readonly trackingNumber: string;
  readonly country: string;
  readonly ending: Ending;
  /** Oldest first. */
  readonly scans: Scan[];
  /** Codes that are to come. */
  readonly toCome: string[];
}

/** The codes of a parcel's way, as docs/carriers.md has them of each carrier. */
const lives: Readonly<Record<Carrier, Readonly<Record<Ending, string>>>> = {
  DHL: {
    delivered: 'pre-transit transit transit delivered',
    trouble: 'pre-transit transit failure',
    back: 'pre-transit transit failure transit delivered',
  },
  FedEx: { delivered: 'OC PU IT OD DL', trouble: 'OC PU IT SE', back: 'OC PU IT DE RS DL' },
};

export function takeOn(wish: ParcelWish): Parcel {
  const { carrier, trackingNumber, ending, country } = parcelSchema.parse(wish);
  return { carrier, trackingNumber, ending, country, scans: [], toCome: lives[carrier][ending].split(' ') };
}

/** Scans it once more; false when its way is over. The first half of the way is in Italy, where the house sends from. */
export function scan(parcel: Parcel, at: number): boolean {
  const code = parcel.toCome.shift();
  if (code === undefined) return false;
  parcel.scans.push({ code, at, country: parcel.scans.length < 2 ? 'IT' : parcel.country });
  return true;
}
