import type { ImageMetadata } from 'astro';

/** The files of src/assets/photographs by name, as Astro's image pipeline knows them. For pages only. */
const files = import.meta.glob<ImageMetadata>('../assets/photographs/*.{jpg,png,webp,avif}', {
  eager: true,
  import: 'default',
});

const byName = new Map(Object.entries(files).map(([path, image]) => [path.slice(path.lastIndexOf('/') + 1), image]));

/** Throws when there is none: the catalogue's check has refused such a name before. */
export function photographNamed(name: string): ImageMetadata {
  const image = byName.get(name);
  if (!image) throw new Error(`There is no photograph ${name} in src/assets/photographs.`);
  return image;
}
