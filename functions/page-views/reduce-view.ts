import { readCampaign } from './classify/read-campaign.ts';
import { readDevice } from './classify/read-device.ts';
import { readSource } from './classify/read-source.ts';
import { longestViewMilliseconds, type PageView } from './page-view.ts';
import type { Beacon } from './read-beacon.ts';

/** A page view but for its session, which needs the day's secret. */
export type ReducedView = Omit<PageView, 'session'>;

/**
 * Makes coarse words of a request and of what its beacon says. What they were made from
 * goes no further: no address, no user agent, no referrer, no query.
 *
 * @param ownOrigins where our own pages lie
 * @param now milliseconds since the epoch
 * @returns undefined for a view that a spamming site forged
 */
export function reduceView(
  request: Request,
  beacon: Beacon,
  ownOrigins: readonly (string | undefined)[],
  now: number,
): ReducedView | undefined {
  const source = readSource(beacon.referrer, ownOrigins);
  if (source === 'spam') return undefined;
  const milliseconds = Math.min(beacon.ms, longestViewMilliseconds);
  return {
    view: beacon.view,
    openedAt: now - milliseconds,
    path: beacon.path,
    country: countryOf(request),
    ...readDevice(request.headers),
    source,
    ...readCampaign(beacon.search),
    milliseconds,
  };
}

/** ISO 3166-1 alpha-2 as the host knows it, `T1` for Tor; `XX` where it doesn't. */
function countryOf({ cf, headers }: { readonly cf?: unknown; readonly headers: Headers }): string {
  const isKnown = typeof cf === 'object' && cf !== null && 'country' in cf;
  const country = isKnown ? cf.country : headers.get('CF-IPCountry');
  return typeof country === 'string' && /^[A-Z][A-Z0-9]$/.test(country) ? country : 'XX';
}
