import { getImage } from 'astro:assets';
import type { CatalogItem } from './item.ts';
import type { Photograph } from './read-pieces.ts';

/** A face small enough for a line of the bag and for an answer of the search: one file for both. For pages only. */

/** Wide enough for a bag's line on a sharp phone, in pixels. */
const width = 440;

export type SmallPhotograph = Omit<CatalogItem['photograph'], 'alt'>;

const derivatives = new Map<string, Promise<SmallPhotograph>>();

/** Made once however many variants share it. */
export function smallPhotograph(photograph: Photograph): Promise<SmallPhotograph> {
  const derivative = derivatives.get(photograph.file) ?? derive(photograph);
  derivatives.set(photograph.file, derivative);
  return derivative;
}

async function derive({ image }: Photograph): Promise<SmallPhotograph> {
  const { src, attributes } = await getImage({ src: image, width, format: 'webp', quality: 78 });
  return { src, width: Number(attributes.width), height: Number(attributes.height) };
}
