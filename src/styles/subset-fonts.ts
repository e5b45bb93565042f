/**
 * Cuts the house's two typefaces down to what its pages are written in.
 *
 * The cut files are committed beside the photographs: they change once in years, and
 * a build that makes them again would only spend seconds to arrive at the same bytes.
 * Run it after changing the letters or updating the Fontsource packages:
 *
 *     node src/styles/subset-fonts.ts
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import subsetFont from 'subset-font';

/** The letters of western Europe, the figures, currencies and marks that the pages set. Others fall back, one by one. */
const letters = `${between(0x20, 0x7e)}${between(0xa0, 0xff)}ŒœıŸ–—‘’‚“”„•…‹›€−→←`;

/** The italic is set in one place, the second line of a headline. */
const italicLetters = `${between(0x41, 0x5a)}${between(0x61, 0x7a)} .,’àâäçèéêëìîïòôöùûüßœ`;

const cuts = [
  {
    from: '@fontsource-variable/cormorant/files/cormorant-latin-wght-normal.woff2',
    to: 'cormorant.woff2',
    text: letters,
    variationAxes: { wght: { min: 300, max: 400 } },
    keepFeatures: ['kern', 'liga', 'lnum'],
  },
  {
    from: '@fontsource-variable/cormorant/files/cormorant-latin-wght-italic.woff2',
    to: 'cormorant-italic.woff2',
    text: italicLetters,
    variationAxes: { wght: 300 },
    keepFeatures: ['kern'],
  },
  {
    from: '@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2',
    to: 'hanken-grotesk.woff2',
    text: letters,
    variationAxes: { wght: { min: 400, max: 500 } },
    keepFeatures: ['kern', 'lnum', 'tnum'],
  },
];

const folder = new URL('../assets/fonts/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const { from, to, text, variationAxes, keepFeatures } of cuts) {
  const whole = await readFile(new URL(`../../node_modules/${from}`, import.meta.url));
  const cut = await subsetFont(whole, text, { targetFormat: 'woff2', variationAxes, keepFeatures, noHinting: true });
  await writeFile(new URL(to, folder), cut);
  process.stdout.write(`${to}  ${whole.length} → ${cut.length} bytes\n`);
}

function between(first: number, last: number): string {
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, index) => first + index));
}
