import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/**
 * What a page shows where its link is shared: a photograph of the house, 1200 × 630. The photograph stands whole in the
 * middle, and its set goes on to both sides, so that nothing is cut and no edge is seen. For the build only.
 */

export const shareWidth = 1200;
export const shareHeight = 630;

/** Whatever changes the picture changes this: the kept ones are then made anew. */
const recipe = 'photograph whole, set drawn out and softened, edges feathered, 3';

/** Beside Astro's own derivatives, which are kept between builds too. */
const folder = 'node_modules/.astro/share-pictures';

/** JPEG, which everybody shows. Made once for each photograph, whatever it is called. */
export async function sharePicture(file: string): Promise<Buffer> {
  const photograph = await readFile(join('src/assets/photographs', file));
  const name = createHash('sha256').update(recipe).update(photograph).digest('hex');
  const kept = join(folder, `${name}.jpg`);
  const known = await readFile(kept).catch(() => undefined);
  if (known) return known;
  const picture = await compose(photograph);
  await mkdir(folder, { recursive: true });
  // Written aside first: a build that is stopped leaves no half of a picture.
  await writeFile(`${kept}.new`, picture);
  await rename(`${kept}.new`, kept);
  return picture;
}

/** The width of the photograph, 4:5, at the height of the picture. */
const photographWidth = Math.round((shareHeight * 4) / 5);

async function compose(photograph: Buffer): Promise<Buffer> {
  const whole = await sharp(photograph)
    .resize(photographWidth, shareHeight, { fit: 'cover' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  const set = await setOf(whole);
  feather(whole, set);
  return sharp(set, { raw: { width: shareWidth, height: shareHeight, channels } })
    .jpeg({ quality: 84 })
    .toBuffer();
}

const channels = 3;
/** Of the photograph, at each side: the set there, without what stands in it. */
const edge = 20;
/** The set has no detail, so a tenth of the size is enough to soften it. */
const coarse = 10;

/** The light of the set from the photograph's left edge to its right one, over the whole picture. */
async function setOf(whole: Buffer): Promise<Buffer> {
  const size = { width: shareWidth / 2 / coarse, height: Math.round(shareHeight / coarse) };
  const half = (left: number) =>
    sharp(whole, { raw: { width: photographWidth, height: shareHeight, channels } })
      .extract({ left, top: 0, width: edge, height: shareHeight })
      .resize(size.width, size.height, { fit: 'fill' })
      .png({ compressionLevel: 1 })
      .toBuffer();
  const [left, right] = await Promise.all([half(0), half(photographWidth - edge)]);
  const both = await sharp({ create: { width: size.width * 2, height: size.height, channels, background: '#bfb8ae' } })
    .composite([
      { input: left, left: 0, top: 0 },
      { input: right, left: size.width, top: 0 },
    ])
    .removeAlpha()
    .raw()
    .toBuffer();
  return sharp(both, { raw: { width: size.width * 2, height: size.height, channels } })
    .blur(3)
    .resize(shareWidth, shareHeight, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer();
}

/** Lays the photograph into the middle of the set; over a twelfth of its width the one becomes the other. */
function feather(whole: Buffer, set: Buffer): void {
  const left = (shareWidth - photographWidth) / 2;
  const band = photographWidth / 12;
  for (let row = 0; row < shareHeight; row += 1) {
    for (let column = 0; column < photographWidth; column += 1) {
      const share = Math.min(1, (Math.min(column, photographWidth - 1 - column) + 0.5) / band);
      for (let channel = 0; channel < channels; channel += 1) {
        const from = (row * photographWidth + column) * channels + channel;
        const to = (row * shareWidth + left + column) * channels + channel;
        set[to] = (whole[from] ?? 0) * share + (set[to] ?? 0) * (1 - share);
      }
    }
  }
}
