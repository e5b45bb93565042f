import type { APIRoute } from 'astro';
import { languages } from '../languages.ts';
import { paths } from '../paths.ts';

/** Where the sitemap of each language is: all of them in one file would be too large for a large catalogue. */
export const GET: APIRoute = ({ site }) => {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...languages.map((language) => `<sitemap><loc>${new URL(paths.sitemapIn(language), site)}</loc></sitemap>`),
    '</sitemapindex>',
  ];
  return new Response(`${lines.join('\n')}\n`, { headers: { 'Content-Type': 'application/xml' } });
};
