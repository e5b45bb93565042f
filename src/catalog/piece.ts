import { z } from 'zod';
import { collectionSlugs, type OptionAxis, optionAxes } from './collections.ts';
import { currencyNames } from './currency-names.ts';
import { exactly, list, matching, oneOf, text, wholeNumber } from './fields.ts';
import { gtinCheckDigit } from './gtin.ts';
import { type Currency, toMinor } from './money.ts';
import { missingSafety, safetyFields } from './product-safety.ts';
import { longestSku, skuPattern } from './sku.ts';

/**
 * One file of src/content/pieces: what the house says about a piece, with the prices
 * and the stock of its variants. The file's name is the piece's address.
 */

/** Stripe charges at most eight digits of minor units. Source: docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const mostMinor = 99_999_999;

function price(currency: Currency) {
  const most = Math.floor(mostMinor / toMinor(1, currency));
  return wholeNumber(`the price in whole units (${currencyNames[currency]}), tax included`, 1, most).transform(
    (wholeUnits) => toMinor(wholeUnits, currency),
  );
}

/** Written in whole units, read in minor units. */
const priceList = exactly('a price for each currency', {
  EUR: price('EUR'),
  GBP: price('GBP'),
  USD: price('USD'),
  CHF: price('CHF'),
  JPY: price('JPY'),
  AED: price('AED'),
} satisfies Record<Currency, z.ZodType<number, unknown>>);

/** What it cost before, the latest first: what the desk shows beside the stock, and what a reduction is measured by. */
const earlierPrices = list(
  exactly('what it cost before', {
    until: matching(/^\d{4}-\d{2}-\d{2}$/, 'its last day at these prices, in quotes, such as "2026-11-09"').refine(
      (value) => new Date(`${value}T00:00Z`).toJSON()?.startsWith(value) === true,
      { error: (issue) => `is "${String(issue.input)}", which no calendar has.` },
    ),
    prices: priceList,
  }),
  'what it cost before, the latest first',
  1,
  100,
).optional();

const gtin = matching(/^\d{13}$/, 'a GTIN-13: thirteen digits in quotes').refine(
  (value) => gtinCheckDigit(value) === Number(value[12]),
  {
    error: (issue) =>
      `ends in a wrong check digit: after ${gtinTwelve(issue.input)} comes ${gtinCheckDigit(gtinTwelve(issue.input))}.`,
  },
);

function gtinTwelve(value: unknown): string {
  return String(value).slice(0, 12);
}

/** Six digits are the same everywhere in the world; customs of the destination add the rest. */
const customsCode = matching(
  /^\d{6}(?:\d{2}){0,2}$/,
  'the Harmonised System code: 6, 8 or 10 digits in quotes, such as "711319"',
);

const weightGrams = wholeNumber('the weight to ship, with its box, in grams', 1, 50_000);

const chosen = text('the value chosen, as the options list has it').optional();

const chosenOptions = exactly('a value for each option, such as { metal: Yellow gold }', {
  metal: chosen,
  case: chosen,
  colour: chosen,
  size: chosen,
  nib: chosen,
} satisfies Record<OptionAxis, typeof chosen>);

const offered = list(text('a value, in quotes if it is a number', 40), 'the values to choose from', 2, 30).optional();

const offeredOptions = exactly('lists of values, such as metal: [Yellow gold, Rose gold]', {
  metal: offered,
  case: offered,
  colour: offered,
  size: offered,
  nib: offered,
} satisfies Record<OptionAxis, typeof offered>);

const photograph = exactly('a photograph', {
  file: matching(
    /^[a-z0-9-]+\.(?:jpg|png|webp|avif)$/,
    'the name of a file in src/assets/photographs, such as aurore--detail.jpg',
  ),
  alt: text('what the photograph shows, for someone who cannot see it', 250),
  /** The variants that it shows; without it, it belongs to all of them. */
  shows: chosenOptions.optional(),
});

const variant = exactly('a variant', {
  sku: matching(skuPattern, 'capital letters, digits and single hyphens, such as AUR-YG-52').refine(
    (value) => value.length <= longestSku,
    { error: `has more than ${longestSku} characters. Shorten it.` },
  ),
  gtin,
  options: chosenOptions.default({}),
  openingStock: wholeNumber('how many there are when the shop first opens', 0, 999),
  /** Where this variant differs from the piece. */
  prices: priceList.optional(),
  earlierPrices,
  weightGrams: weightGrams.optional(),
  customsCode: customsCode.optional(),
});

const sizeGuide = exactly('a size guide', {
  how: list(text('how to measure, in a sentence'), 'how to measure, in sentences', 1, 4),
  columns: list(text('a heading'), 'the headings of the table', 2, 8),
  rows: list(
    list(text('a cell, in quotes if it is a number', 40), 'the cells of a row'),
    'the rows of the table',
    1,
    40,
  ),
});

const units = ['mm', 'cm', 'ml', 'g', 'ct'] as const;

const pieceShape = exactly('a piece', {
  name: text('the name of the piece', 60),
  collection: oneOf(collectionSlugs, 'the collection'),
  /** "Ring": what it is, in the singular, for filters. */
  kind: text('what it is in one or two words, such as Ring', 30),
  /** Pieces of a collection stand in this order. */
  place: wholeNumber('the place within the collection', 1, 99_999),
  summary: text('one sentence that says what it is', 200).refine((value) => /^[^.]+(?:\.\d[^.]*)*\.$/.test(value), {
    error: 'must be one sentence with a full stop at its end.',
  }),
  story: list(text('a paragraph', 700), 'two or three short paragraphs', 2, 3),
  materials: list(
    exactly('a part and what it is made of', { part: text('the part', 40), of: text('what it is made of', 160) }),
    'what it is made of, part by part',
  ),
  dimensions: list(
    exactly('a dimension', {
      of: text('what is measured, such as Width', 60),
      value: z.number({ error: 'must be a number, such as 24 or 1.8.' }).positive({ error: 'must be more than zero.' }),
      unit: oneOf(units, 'the unit'),
    }),
    'the measures that matter',
  ),
  weightGrams,
  care: list(text('a sentence of care', 300), 'how to care for it', 1, 6),
  ...safetyFields,
  madeIn: matching(/^[A-Z]{2}$/, 'the country of origin as two capital letters (ISO 3166-1), such as IT'),
  maker: matching(/^[a-z0-9-]+$/, 'the maker: a key under makers in src/content/house.yaml'),
  customsCode,
  options: offeredOptions.default({}),
  prices: priceList,
  earlierPrices,
  photographs: list(photograph, 'the photographs, the face first', 1, 20),
  variants: list(variant, 'the variants that are sold', 1, 60),
  madeToOrder: exactly('the weeks that making takes', {
    weeks: wholeNumber('the weeks that making takes', 1, 52),
  }).optional(),
  /**
   * Only what Directive 2011/83/EU, Art. 16, lets a shop refuse, such as a thing made to the
   * shopper's own specification. Making a catalogue size after the order is not that.
   */
  notReturnable: exactly('the reason', { reason: text('why it cannot be returned, in a sentence', 300) }).optional(),
  /** Art. 16(e): sealed for hygiene, and returnable for as long as the seal is whole. */
  returnableWhileSealed: exactly('the reason', { reason: text('what seal, and why, in a sentence', 300) }).optional(),
  sizeGuide: sizeGuide.optional(),
  /** What goes with it: addresses of other pieces, the nearest first. */
  completeWith: list(
    matching(/^[a-z0-9-]+$/, 'the name of another file in src/content/pieces'),
    'what goes with it',
    1,
    3,
  ).optional(),
});

export const pieceSchema = pieceShape.superRefine((piece, context) => {
  const refuse: Refuse = (path, message) => context.addIssue({ code: 'custom', path: [...path], message });
  checkVariants(piece, refuse);
  checkPhotographs(piece, refuse);
  checkSizeGuide(piece, refuse);
  for (const { field, message } of missingSafety(piece)) refuse([field], message);
  checkEarlierPrices(piece.earlierPrices, ['earlierPrices'], refuse);
  piece.variants.forEach((one, index) => {
    checkEarlierPrices(one.earlierPrices, ['variants', index, 'earlierPrices'], refuse);
  });
  if (piece.notReturnable && piece.returnableWhileSealed) {
    refuse(['returnableWhileSealed'], 'stands beside notReturnable. Keep one of the two.');
  }
});

/** A value for some of the options: { metal: 'Yellow gold', size: '52' }. */
export type Choices = Readonly<Partial<Record<OptionAxis, string>>>;

/** A file of src/content/pieces, checked; prices in minor units. */
export type PieceFile = z.output<typeof pieceShape>;

type Refuse = (path: readonly (string | number)[], message: string) => void;

function checkVariants(piece: PieceFile, refuse: Refuse): void {
  const skus = new Map<string, string>();
  piece.variants.forEach(({ sku, options }, index) => {
    const path = ['variants', index, 'options'];
    checkChoices(piece, options, path, refuse);
    for (const axis of optionAxes) {
      const values = piece.options[axis];
      if (values && options[axis] === undefined) refuse(path, `lacks "${axis}". Give one of: ${values.join(', ')}.`);
    }
    const combination = optionAxes.map((axis) => options[axis] ?? '').join('/');
    const twin = skus.get(combination);
    if (twin === undefined) skus.set(combination, sku);
    else refuse(path, `says the same as variant ${twin}. Each combination is sold under one SKU.`);
  });
}

function checkPhotographs(piece: PieceFile, refuse: Refuse): void {
  piece.photographs.forEach(({ shows }, index) => {
    if (shows) checkChoices(piece, shows, ['photographs', index, 'shows'], refuse);
  });
  piece.variants.forEach(({ sku, options }, index) => {
    if (piece.photographs.some(({ shows }) => isShownBy(options, shows))) return;
    refuse(['variants', index], `${sku} has no photograph. Give one that "shows" it, or one without "shows".`);
  });
}

/** Every choice must be of an option that the piece has, and one of its values. */
function checkChoices(piece: PieceFile, choices: Choices, path: readonly (string | number)[], refuse: Refuse): void {
  const known = optionAxes.filter((axis) => piece.options[axis]).join(', ') || 'it has none';
  for (const axis of optionAxes) {
    const choice = choices[axis];
    if (choice === undefined) continue;
    const values = piece.options[axis];
    if (!values) refuse([...path, axis], `is not among this piece's options (${known}).`);
    else if (!values.includes(choice)) refuse([...path, axis], `is "${choice}". Give one of: ${values.join(', ')}.`);
  }
}

function checkSizeGuide(piece: PieceFile, refuse: Refuse): void {
  if (!piece.sizeGuide) return;
  const { columns, rows } = piece.sizeGuide;
  rows.forEach((row, index) => {
    if (row.length !== columns.length)
      refuse(['sizeGuide', 'rows', index], `has ${row.length} cells for ${columns.length} columns.`);
  });
  for (const size of piece.options.size ?? []) {
    if (!rows.some((row) => row[0] === size))
      refuse(['sizeGuide', 'rows'], `have none for size ${size}. Each row begins with a size.`);
  }
}

function checkEarlierPrices(
  earlier: PieceFile['earlierPrices'] = [],
  path: readonly (string | number)[],
  refuse: Refuse,
): void {
  earlier.forEach(({ until }, index) => {
    const later = earlier[index - 1]?.until;
    if (later !== undefined && later <= until) {
      refuse(
        [...path, index, 'until'],
        `is ${until}, and the line before it ended on ${later}. The latest comes first.`,
      );
    }
  });
}

/** Whether a photograph belongs to a variant: everything that it says it shows is what the variant is. */
export function isShownBy(choices: Choices, shows: Choices = {}): boolean {
  return optionAxes.every((axis) => shows[axis] === undefined || shows[axis] === choices[axis]);
}
