import type { APIRoute, GetStaticPaths } from 'astro';
import { collectionSlugs } from '../../catalog/collections.ts';
import { largePhotographs } from '../../catalog/large-photographs.ts';
import { allPieces } from '../../catalog/read-pieces.ts';
import { escapeXml } from '../../feeds/xml.ts';
import { type Language, languages, pathIn } from '../../languages.ts';
import { alternatesOf } from '../../layouts/alternates.ts';
import { paths } from '../../paths.ts';

/**
 * Every page of a language that a search engine may show, with the photographs of the pieces. Source: sitemaps.org/protocol.html. It
 * says nothing of when a page changed: the build does not know, and a guess is worse than nothing.
 */

/** The protocol's. */
const mostAddresses = 50_000;

const documents = () => [
  paths.delivery,
  paths.terms,
  paths.contact,
  paths.accessibility,
  paths.privacy,
  paths.privacyRequest,
  paths.pageViews,
  paths.withdrawal(),
];

export const getStaticPaths = (() =>
  languages.map((language) => ({ params: { language }, props: { language } }))) satisfies GetStaticPaths;

/** The addresses are made here in the first language, and told in the one of the file. */
export const GET: APIRoute<{ readonly language: Language }> = async ({ site, props: { language } }) => {
  if (!site) throw new Error('astro.config.mjs names no site.');
  const pieces = await allPieces();
  const ofPieces = await Promise.all(
    pieces.map(async ({ slug, photographs }) =>
      urlOf(pathIn(language, paths.piece(slug)), site, await largePhotographs(photographs)),
    ),
  );
  const others = [paths.home, ...collectionSlugs.map(paths.collection), ...documents()].map((path) =>
    urlOf(pathIn(language, path), site),
  );
  const urls = [...others, ...ofPieces];
  if (urls.length > mostAddresses) throw new Error(`The sitemap has ${urls.length} addresses; ${mostAddresses} fit.`);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...urls,
    '</urlset>',
  ];
  return new Response(`${lines.join('\n')}\n`, { headers: { 'Content-Type': 'application/xml' } });
};

function urlOf(path: string, site: URL, images: readonly string[] = []): string {
  const whole = (address: string) => escapeXml(new URL(address, site).href);
  const alternates = alternatesOf(path, site).map(
    ({ hreflang, href }) => `<xhtml:link rel="alternate" hreflang="${hreflang}" href="${escapeXml(href)}"/>`,
  );
  const photographs = images.map((image) => `<image:image><image:loc>${whole(image)}</image:loc></image:image>`);
  return `<url><loc>${whole(path)}</loc>${alternates.join('')}${photographs.join('')}</url>`;
}
