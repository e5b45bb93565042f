import { networkOf } from '../../rate-limit.ts';

/** From where somebody presses on Pay, as far as the host says it. */
export interface CameFrom {
  /** Of IPv6 the half that is a household's, as `2001:db8:1:2::/64`; empty where there is none that says anything. */
  readonly address: string;
  /** ISO 3166-1 alpha-2, `T1` for Tor; `XX` where the host doesn't know. Nothing finer is read. */
  readonly country: string;
}

const addressPattern = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]{2,39})$/;
/** Of this machine or of a network of one's own (RFC 1918, 4193, 6890): it tells nobody apart. */
const ownNetwork = /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|::1?$|f[cde])/;

/** Never throws, and refuses nobody: a checkout without an address is a checkout like any other. */
export function cameFrom({ cf, headers }: { readonly cf?: unknown; readonly headers: Headers }): CameFrom {
  // Cloudflare sets both on every request and lets nobody else.
  const address = (headers.get('CF-Connecting-IP') ?? '').trim().toLowerCase();
  const isKnown = typeof cf === 'object' && cf !== null && 'country' in cf;
  const country = isKnown ? cf.country : headers.get('CF-IPCountry');
  return {
    address: addressPattern.test(address) && !ownNetwork.test(address) ? keptOf(address) : '',
    country: typeof country === 'string' && /^[A-Z][A-Z0-9]$/.test(country) ? country : 'XX',
  };
}

function keptOf(address: string): string {
  return address.includes(':') ? `${networkOf(address)}::/64` : address;
}
