import { createHmac } from 'node:crypto';
import type { Parcel, Scan } from './parcel-life.ts';

/**
 * What each carrier sends, in its documented shape, with what the shop has no use for and must not keep: who signed,
 * and the town.
 */
export const recipientName = 'Ottilie Recipient';
const town = 'Recipient-les-Bains';

export interface Push {
  readonly carrier: Parcel['carrier'];
  /** Of the newest scan, for the log. */
  readonly what: string;
  readonly body: string;
}

/** The whole of a parcel's way so far. */
export function pushOf(parcel: Parcel): Push {
  const what = `${parcel.trackingNumber} ${parcel.scans.at(-1)?.code ?? ''}`;
  const value = parcel.carrier === 'DHL' ? dhlBody(parcel) : fedexBody(parcel);
  return { carrier: parcel.carrier, what, body: JSON.stringify(value) };
}

/** What DHL sends when a subscription has been made and is to be activated. */
export function activationPush(subscription: string, secret: string): Push {
  const self = `https://api-eu.dhl.com/tracking/push/v1/subscription/${subscription}`;
  return {
    carrier: 'DHL',
    what: 'subscription.validate',
    body: JSON.stringify({ scope: 'subscription.validate', self, secret }),
  };
}

/** The headers by which the shop knows each. */
export function proofOf(
  { carrier, body }: Push,
  secrets: { readonly dhlToken: string; readonly fedexSecret: string },
): Record<string, string> {
  return carrier === 'DHL'
    ? { 'x-carrier-token': secrets.dhlToken }
    : { 'fdx-signature': createHmac('sha256', secrets.fedexSecret).update(body).digest('base64') };
}

function dhlBody(parcel: Parcel): object {
  const scans = parcel.scans.map((scan) => ({
    timestamp: new Date(scan.at).toISOString(),
    location: { address: { countryCode: scan.country, addressLocality: town } },
    statusCode: scan.code,
    status: scan.code.toUpperCase(),
    description: `The shipment is ${scan.code}`,
  }));
  const isBack = parcel.ending === 'back' && parcel.scans.some(({ code }) => code === 'failure');
  return {
    scope: 'subscription.push',
    self: 'https://api-eu.dhl.com/tracking/push/v1/subscription/stand-in',
    shipments: [
      {
        id: parcel.trackingNumber,
        service: 'express',
        ...(isBack ? { returnFlag: true } : {}),
        status: scans.at(-1),
        // Newest first, as DHL has them.
        events: scans.toReversed(),
        details: { proofOfDelivery: { timestamp: scans.at(-1)?.timestamp, signed: { name: recipientName } } },
      },
    ],
  };
}

function fedexBody(parcel: Parcel): object {
  return {
    output: {
      completeTrackResults: [
        {
          trackingNumber: parcel.trackingNumber,
          trackResults: [
            {
              trackingNumberInfo: { trackingNumber: parcel.trackingNumber, carrierCode: 'FDXE' },
              latestStatusDetail: { code: parcel.scans.at(-1)?.code },
              deliveryDetails: { receivedByName: recipientName, signedByName: recipientName },
              scanEvents: parcel.scans.toReversed().map(fedexScan),
            },
          ],
        },
      ],
    },
  };
}

function fedexScan({ code, at, country }: Scan): object {
  return {
    date: new Date(at).toISOString().replace('.000Z', '+00:00').replace('Z', '+00:00'),
    eventType: code,
    eventDescription: `Scanned as ${code}`,
    scanLocation: { city: town, countryCode: country },
  };
}
