import type { APIRoute } from 'astro';
import { endOf } from '../../policy/duration.ts';
import { contacts } from '../../policy/rights.ts';

/** RFC 9116 advises less than a year, so that nobody trusts an address that is no longer read. Each build renews it. */
const validity = { days: 300 };

/** To whom a finder of a weakness writes: https://www.rfc-editor.org/rfc/rfc9116 */
export const GET: APIRoute = ({ url, site }) => {
  const lines = [
    `Contact: mailto:${contacts.privacyEmail}`,
    `Expires: ${new Date(endOf(Date.now(), validity)).toISOString()}`,
    `Canonical: ${new URL(url.pathname, site).href}`,
    'Preferred-Languages: en',
  ];
  return new Response(`${lines.join('\n')}\n`, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
};
