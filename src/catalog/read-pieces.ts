import { getCollection } from 'astro:content';
import type { ImageMetadata } from 'astro';
import type { Language } from '../languages.ts';
import { language } from '../words/language.ts';
import { type Collection, collectionSlugs, type OptionAxis, optionAxes } from './collections.ts';
import type { Maker } from './house.ts';
import { currencies, type PriceList } from './money.ts';
import { photographNamed } from './photographs.ts';
import type { Choices, PieceFile } from './piece.ts';
import { type Reductions, reductionsFrom } from './price-reduction.ts';
import { readTranslations, type Translations } from './read-translations.ts';
import { type Variant, variantsOf } from './variants.ts';

/** The catalogue as pages read it. Read once for the whole build, so that a page costs the same however many there are. */

export interface Photograph {
  /** "solitaire-ring--detail.jpg" */
  readonly file: string;
  /**
   * For Astro's Image, Picture and getImage. Reading a field of it makes Astro deploy the
   * original file too; handing it on whole does not.
   */
  readonly image: ImageMetadata;
  readonly alt: string;
  /** What it shows of the options; empty for a photograph of every variant. */
  readonly shows: Choices;
}

/** In the language that is spoken. What is compared with is the same in each: `options`, `shows`, and `inEnglish`. */
export interface Piece extends Omit<PieceFile, 'variants' | 'photographs' | 'options' | 'maker'> {
  readonly slug: string;
  /** What it is called and made of in the piece's own file. */
  readonly inEnglish: Pick<PieceFile, 'kind' | 'materials'>;
  /** What an option's value is called: "Or jaune" of "Yellow gold". */
  readonly wordFor: (value: string) => string;
  readonly maker: Maker;
  /** In the order in which a page offers them. */
  readonly options: readonly { readonly axis: OptionAxis; readonly values: readonly string[] }[];
  /** The face first. */
  readonly photographs: readonly Photograph[];
  readonly variants: readonly Variant[];
  /** The lowest price of its variants, minor units. */
  readonly pricesFrom: PriceList;
  /** Whether every variant costs the same: else say "from". */
  readonly hasOnePrice: boolean;
  /** What has to stand beside `pricesFrom`. */
  readonly reductionsFrom: Reductions;
}

interface Catalogue {
  readonly pieces: readonly Piece[];
  readonly bySlug: ReadonlyMap<string, Piece>;
  readonly byCollection: ReadonlyMap<Collection, readonly Piece[]>;
  /** In the order of the pieces, and of their variants. */
  readonly bySku: ReadonlyMap<string, Sold>;
}

/** What one SKU stands for. */
export interface Sold {
  readonly piece: Piece;
  readonly variant: Variant;
}

const catalogues = new Map<Language, Promise<Catalogue>>();

/** In the order of the collections and of the places in them. */
export async function allPieces(): Promise<readonly Piece[]> {
  return (await readOnce()).pieces;
}

/** In the house's order. */
export async function piecesIn(collection: Collection): Promise<readonly Piece[]> {
  return (await readOnce()).byCollection.get(collection) ?? [];
}

export async function pieceBySlug(slug: string): Promise<Piece | undefined> {
  return (await readOnce()).bySlug.get(slug);
}

/** Every variant with its piece. */
export async function allSold(): Promise<readonly Sold[]> {
  return [...(await readOnce()).bySku.values()];
}

export async function soldBySku(sku: string): Promise<Sold | undefined> {
  return (await readOnce()).bySku.get(sku);
}

/** A variant's photographs, its face first. */
export function photographsOf(piece: Piece, variant: Variant): readonly Photograph[] {
  return variant.photographs.flatMap((place) => piece.photographs[place] ?? []);
}

function readOnce(): Promise<Catalogue> {
  // The dev server keeps this module while files change; there, they are read anew.
  if (import.meta.env.DEV) return read();
  const known = catalogues.get(language()) ?? read();
  catalogues.set(language(), known);
  return known;
}

async function read(): Promise<Catalogue> {
  const entries = await getCollection('pieces');
  const translations = await readTranslations();
  const pieces = entries.map(({ id, data }) => pieceFrom(id, data, translations)).sort(byHouseOrder);
  const byCollection = new Map<Collection, Piece[]>();
  for (const piece of pieces) {
    const siblings = byCollection.get(piece.collection);
    if (siblings) siblings.push(piece);
    else byCollection.set(piece.collection, [piece]);
  }
  const sold = pieces.flatMap((piece) => piece.variants.map((variant) => ({ piece, variant })));
  return {
    pieces,
    bySlug: new Map(pieces.map((piece) => [piece.slug, piece])),
    byCollection,
    bySku: new Map(sold.map((one) => [one.variant.sku, one])),
  };
}

function pieceFrom(slug: string, original: PieceFile, translations: Translations): Piece {
  const { file, wordFor } = translations.of(slug, original);
  const variants = variantsOf(file, wordFor);
  const maker = translations.makers[file.maker];
  if (!maker) throw new Error(`${slug} names the maker ${file.maker}, who is not in src/content/house.yaml.`);
  return {
    ...file,
    slug,
    inEnglish: original,
    wordFor,
    maker,
    options: optionAxes.flatMap((axis) => {
      const values = file.options[axis];
      return values ? { axis, values } : [];
    }),
    photographs: file.photographs.map((photograph) => ({
      shows: {},
      ...photograph,
      image: photographNamed(photograph.file),
    })),
    variants,
    ...lowestPrices(variants),
    reductionsFrom: reductionsFrom(variants),
  };
}

function lowestPrices(variants: readonly Variant[]): Pick<Piece, 'pricesFrom' | 'hasOnePrice'> {
  const lists = variants.map((variant) => variant.prices);
  const lowest = (currency: (typeof currencies)[number]) => Math.min(...lists.map((list) => list[currency]));
  const pricesFrom: PriceList = {
    EUR: lowest('EUR'),
    GBP: lowest('GBP'),
    USD: lowest('USD'),
    CHF: lowest('CHF'),
    JPY: lowest('JPY'),
    AED: lowest('AED'),
  };
  const hasOnePrice = lists.every((list) => currencies.every((currency) => list[currency] === pricesFrom[currency]));
  return { pricesFrom, hasOnePrice };
}

const collectionPlaces = new Map(collectionSlugs.map((slug, place) => [slug, place]));

function byHouseOrder(left: Piece, right: Piece): number {
  const byCollection = (collectionPlaces.get(left.collection) ?? 0) - (collectionPlaces.get(right.collection) ?? 0);
  return byCollection || left.place - right.place || (left.slug < right.slug ? -1 : 1);
}
