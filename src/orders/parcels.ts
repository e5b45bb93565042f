/** Who carries the house's parcels. */
export const carriers = ['DHL', 'FedEx'] as const;

export type Carrier = (typeof carriers)[number];

/** As the carriers print them, without spaces: letters and digits alone, so that one is safe in an address. */
export const trackingNumberPattern = /^[0-9A-Z]{8,40}$/;

/** The carrier's own page about a parcel. */
export function trackingAddress(carrier: Carrier, trackingNumber: string): string {
  const number = encodeURIComponent(trackingNumber);
  switch (carrier) {
    case 'DHL':
      return `https://www.dhl.com/global-en/home/tracking/tracking-express.html?submit=1&tracking-id=${number}`;
    case 'FedEx':
      return `https://www.fedex.com/fedextrack/?trknbr=${number}`;
  }
}
