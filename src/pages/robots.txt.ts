import type { APIRoute } from 'astro';
import { paths } from '../paths.ts';

/** Pages may be read by everybody. Of the API, only what is made for programs: the feeds. */
export const GET: APIRoute = ({ site }) => {
  const lines = [
    'User-agent: *',
    'Allow: /api/feeds/',
    'Disallow: /api/',
    '',
    `Sitemap: ${new URL(paths.sitemap, site)}`,
  ];
  return new Response(`${lines.join('\n')}\n`, { headers: { 'Content-Type': 'text/plain' } });
};
