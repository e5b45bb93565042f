import type { Carrier } from '../../src/orders/parcels.ts';

/**
 * `underway` changes nothing. `back` and `trouble` are for a person to look at: neither carrier documents a code that
 * says for certain that a parcel is lost, so nothing of theirs declares one lost by itself.
 */
export type Meaning = 'underway' | 'delivered' | 'back' | 'trouble';

/** The codes that each documents, as docs/carriers.md lists them. Any other is unknown, and kept aside. */
const meanings: Readonly<Record<Carrier, Readonly<Record<string, Meaning>>>> = {
  // "unknown" is DHL's own word for not knowing, and so is left out.
  DHL: { 'pre-transit': 'underway', transit: 'underway', delivered: 'delivered', failure: 'trouble' },
  FedEx: {
    ...all('underway', 'OC PU DO IP DS IT AF AR DP TR PM MD CH IN CC CP EA OD HP HL US AE AO DY CD DD PD DR'),
    ...all('underway', 'RR RM HA RA PR AS AD AP ED FD'),
    ...all('back', 'RS RT'),
    ...all('trouble', 'DE SE CA'),
    DL: 'delivered',
  },
};

/** Undefined for a code that the carrier doesn't document. */
export function meaningOf(carrier: Carrier, code: string): Meaning | undefined {
  const known = meanings[carrier];
  // DHL subscribes in capitals ("Delivered") and pushes in small letters.
  const key = carrier === 'DHL' ? code.toLowerCase() : code.toUpperCase();
  return Object.hasOwn(known, key) ? known[key] : undefined;
}

/** Codes that say that a parcel goes back to the house. */
export function codesOfReturn(carrier: Carrier): readonly string[] {
  return Object.entries(meanings[carrier])
    .filter(([, meaning]) => meaning === 'back')
    .map(([key]) => key);
}

function all(meaning: Meaning, codes: string): Record<string, Meaning> {
  return Object.fromEntries(codes.split(' ').map((each) => [each, meaning]));
}
