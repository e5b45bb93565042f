import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../languages.ts';

/**
 * The harmonised notice on the legal guarantee of conformity: Directive 2011/83/EU, Art. 6(1)(l) and 22a, whose artwork
 * is fixed for each language by Implementing Regulation (EU) 2025/1960, Annex I, and may not be altered. The house does
 * not draw it: the owner adds the file, and no shop is built for production without it.
 */
export interface GuaranteeNotice {
  /** "guarantee-notice.en.svg", in src/assets/legal. */
  readonly file: string;
  /** Pixels of a PNG, units of an SVG. */
  readonly width: number;
  readonly height: number;
  /** The words that are drawn in it, for whoever cannot see it. */
  readonly text: string;
}

/** The Union prescribes it in its own languages; whoever reads another one is shown the first. */
export const noticeLanguages = ['en', 'fr', 'de', 'it'] as const satisfies readonly Language[];

export const noticeFolder = 'src/assets/legal';
const formats = ['svg', 'png'] as const;

/** Sharp on a phone, and its code can still be read. */
const leastPixels = 600;

/** As wide as high, give or take: a logo or a banner is not the notice. */
const proportions = { least: 0.5, most: 2 } as const;

/** Undefined while the owner has not added it. Throws, with what would be right, where a file is not it. */
export function readGuaranteeNotice(language: Language, project = process.cwd()): GuaranteeNotice | undefined {
  const folder = join(project, noticeFolder);
  const names = formats.map((format) => `guarantee-notice.${language}.${format}`);
  const [file, other] = names.filter((name) => existsSync(join(folder, name)));
  if (!file) return undefined;
  if (other) throw new Error(`${noticeFolder} has both ${file} and ${other}. Keep the one that is the official file.`);
  const bytes = readFileSync(join(folder, file));
  const size = file.endsWith('.svg') ? sizeOfSvg(bytes.toString('utf8'), file) : sizeOfPng(bytes, file);
  const ratio = size.width / size.height;
  if (!(ratio >= proportions.least && ratio <= proportions.most)) {
    throw new Error(`${noticeFolder}/${file} is ${size.width} by ${size.height}, which the notice is not.`);
  }
  return { file, ...size, text: readText(folder, language) };
}

/** Why the shop can't go live for want of the notice, a sentence each; empty when it is there in every language. */
export function missingNotices(project = process.cwd()): readonly string[] {
  return noticeLanguages.filter((language) => !readGuaranteeNotice(language, project)).map(wordsForMissing);
}

function wordsForMissing(language: Language): string {
  return (
    `${noticeFolder} lacks guarantee-notice.${language}.svg (or .png): the harmonised notice on the legal guarantee, in ` +
    'colour and unaltered. Take the official file from ' +
    'https://commission.europa.eu/publications/harmonised-notice-legal-guarantee-conformity-and-harmonised-label-commercial-guarantee-durability_en ' +
    'or from Annex I of https://eur-lex.europa.eu/eli/reg_impl/2025/1960/oj, and write the words that are drawn in it ' +
    `into ${noticeFolder}/guarantee-notice.${language}.txt.`
  );
}

function readText(folder: string, language: Language): string {
  const name = `guarantee-notice.${language}.txt`;
  const file = join(folder, name);
  const text = existsSync(file) ? readFileSync(file, 'utf8').replaceAll(/\s+/g, ' ').trim() : '';
  if (text === '') {
    throw new Error(`${noticeFolder}/${name} is missing or empty: write the words that are drawn in the notice there.`);
  }
  return text;
}

function sizeOfSvg(source: string, file: string): { readonly width: number; readonly height: number } {
  const box = /<svg\b[^>]*\bviewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"/.exec(source);
  const [width, height] = [Number(box?.[1]), Number(box?.[2])];
  if (!(width > 0 && height > 0)) throw new Error(`${noticeFolder}/${file} is no SVG with a viewBox.`);
  if (/<script\b/i.test(source))
    throw new Error(`${noticeFolder}/${file} has a script in it: it is not the official file.`);
  return { width, height };
}

/** A PNG begins with eight fixed bytes and the header IHDR, in which width and height come first: w3.org/TR/png, 5.2 and 11.2.1. */
function sizeOfPng(bytes: Buffer, file: string): { readonly width: number; readonly height: number } {
  const isPng =
    bytes.length > 24 && bytes.toString('latin1', 1, 4) === 'PNG' && bytes.toString('latin1', 12, 16) === 'IHDR';
  if (!isPng) throw new Error(`${noticeFolder}/${file} is no PNG.`);
  const size = { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (size.width < leastPixels) {
    throw new Error(`${noticeFolder}/${file} is ${size.width} pixels wide. Take one of ${leastPixels} or more.`);
  }
  return size;
}
