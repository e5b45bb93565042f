import { list, text } from './fields.ts';
import type { PieceFile } from './piece.ts';

/**
 * What Regulation (EU) 2023/988, Art. 19(d), wants said before a product is bought at a distance: the warnings and the
 * safety information that are on it, on its box or in its leaflet; and what the law on cosmetics and on chemicals adds.
 */

/** Kinds of which a file without warnings would be a file that forgot them. */
const kindsWithWarnings: readonly string[] = [
  'Bangle',
  'Candle',
  'Decanter set',
  'Earrings',
  'Fountain pen',
  'Pendant',
  'Perfume',
  'Ring',
  'Scarf',
  'Sunglasses',
  'Throw',
  'Watch',
];

/** Regulation (EC) 1223/2009, Art. 19(1)(g): the ingredients of a cosmetic product. */
const kindsWithIngredients: readonly string[] = ['Perfume'];

/** Regulation (EC) 1272/2008, Art. 17 and 48: the elements of the label of a mixture, or that it needs none. */
const kindsWithLabel: readonly string[] = ['Candle'];

export const safetyFields = {
  /** Warnings and safety information, in sentences. */
  safety: list(
    text('a warning or how to use it safely, in a sentence', 300),
    'warnings, in sentences',
    1,
    12,
  ).optional(),
  /** In INCI names and the order of the box. Null until the owner has given them. */
  ingredients: list(text('an ingredient, by its INCI name', 80), 'the ingredients, as on the box', 1, 100)
    .nullable()
    .optional(),
  /** Signal word, hazard and precautionary statements, in sentences. Null until the owner has given them. */
  hazardLabel: list(text('a statement of the label', 300), 'the statements of its label', 1, 20).nullable().optional(),
};

/** What a file of this kind leaves out, by field. */
export function missingSafety(
  piece: Pick<PieceFile, 'kind' | 'safety' | 'ingredients' | 'hazardLabel'>,
): readonly { readonly field: 'safety' | 'ingredients' | 'hazardLabel'; readonly message: string }[] {
  const { kind } = piece;
  return [
    ...(kindsWithWarnings.includes(kind) && !piece.safety
      ? [{ field: 'safety' as const, message: `is missing. Say what can happen with a piece of the kind "${kind}".` }]
      : []),
    ...(kindsWithIngredients.includes(kind) && piece.ingredients === undefined
      ? [
          {
            field: 'ingredients' as const,
            message: 'is missing. Give them as on the box, or null until they are known.',
          },
        ]
      : []),
    ...(kindsWithLabel.includes(kind) && piece.hazardLabel === undefined
      ? [{ field: 'hazardLabel' as const, message: 'is missing. Give its label, or null until it is known.' }]
      : []),
  ];
}

/** What only the owner can add to the pieces before the house goes live, a sentence each. */
export function missingOfPieces(
  pieces: readonly { readonly slug: string; readonly piece: Pick<PieceFile, 'ingredients' | 'hazardLabel'> }[],
): readonly string[] {
  return pieces.flatMap(({ slug, piece }) => {
    const file = `src/content/pieces/${slug}.yaml`;
    return [
      ...(piece.ingredients === null ? [`${file} lacks the ingredients, as they stand on the box (ingredients).`] : []),
      ...(piece.hazardLabel === null
        ? [`${file} lacks the statements of its label under Regulation (EC) 1272/2008 (hazardLabel).`]
        : []),
    ];
  });
}
