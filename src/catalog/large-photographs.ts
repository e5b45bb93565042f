import { getImage } from 'astro:assets';
import type { Photograph } from './read-pieces.ts';

/** A piece's photographs at full width, for the gallery, search engines and feeds: one file for all of them. For pages only. */

/** The widest that the pages show, in pixels. */
const width = 880;

/** Addresses on this site, in the order of the photographs. */
export function largePhotographs(photographs: readonly Photograph[]): Promise<readonly string[]> {
  return Promise.all(photographs.map(async ({ image }) => (await getImage({ src: image, width, format: 'webp' })).src));
}
