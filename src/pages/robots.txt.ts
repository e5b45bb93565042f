import type { APIRoute } from 'astro';
import { languages, pathIn } from '../languages.ts';
import { paths } from '../paths.ts';

/** Pages may be read by everybody. Of the API, only what is made for programs: the feeds. */
export const GET: APIRoute = ({ site }) => {
  const lines = [
    'User-agent: *',
    'Allow: /api/feeds/',
    ...languages.map((language) => `Disallow: ${pathIn(language, '/api/')}`),
    '',
    `Sitemap: ${new URL(paths.sitemap, site)}`,
  ];
  return new Response(`${lines.join('\n')}\n`, { headers: { 'Content-Type': 'text/plain' } });
};
