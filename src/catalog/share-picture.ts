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
const recipe = 'photograph whole, set drawn out and softened, edges feathered, 1';

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

async function compose(photograph: Buffer): Promise<Buffer> {
  const width = Math.round((shareHeight * 4) / 5);
  const whole = sharp(photograph).resize(width, shareHeight, { fit: 'cover' });
  const set = sharp(await sideways(photograph)).blur(24);
  const feathered = await whole
    .ensureAlpha()
    .composite([{ input: featherMask(width), blend: 'dest-in' }])
    .png()
    .toBuffer();
  return sharp(await set.png().toBuffer())
    .composite([{ input: feathered, left: Math.round((shareWidth - width) / 2), top: 0 }])
    .jpeg({ quality: 82, mozjpeg: true })
    .toBuffer();
}

/** The light of the set from its left edge to its right one, without what stands in it. */
async function sideways(photograph: Buffer): Promise<Buffer> {
  const { width = 0, height = 0 } = await sharp(photograph).metadata();
  const strip = Math.max(1, Math.round(width * 0.04));
  const edge = (left: number) =>
    sharp(photograph)
      .extract({ left, top: 0, width: strip, height })
      .resize(shareWidth / 2, shareHeight, { fit: 'fill' })
      .png()
      .toBuffer();
  const [left, right] = await Promise.all([edge(0), edge(width - strip)]);
  return sharp({ create: { width: shareWidth, height: shareHeight, channels: 3, background: '#bfb8ae' } })
    .composite([
      { input: left, left: 0, top: 0 },
      { input: right, left: shareWidth / 2, top: 0 },
    ])
    .png()
    .toBuffer();
}

/** Clear at both sides, and whole from a twelfth of the width on. */
function featherMask(width: number): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${shareHeight}"><defs><linearGradient id="f">` +
      '<stop offset="0" stop-color="#fff" stop-opacity="0"/><stop offset=".08" stop-color="#fff"/>' +
      '<stop offset=".92" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/>' +
      `</linearGradient></defs><rect width="${width}" height="${shareHeight}" fill="url(#f)"/></svg>`,
  );
}
