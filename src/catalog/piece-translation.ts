import { z } from 'zod';
import { exactly, fieldMistakes, fieldName, text } from './fields.ts';
import type { PieceFile } from './piece.ts';

/**
 * A file of src/content/translations: the words of a piece in another language. Facts stay in the piece's own file, so
 * they cannot differ. A translation has exactly the words that its piece has, no more and no fewer: each message names
 * the field.
 */
export type PieceTranslation = z.output<ReturnType<typeof translationOf>>;

export function translationOf(piece: PieceFile) {
  const sizeGuide = piece.sizeGuide;
  return exactly('the words of a piece', {
    name: text('the name of the piece', 60),
    kind: text('what it is in one or two words', 30),
    summary: text('one sentence that says what it is', 300),
    story: asMany(text('a paragraph', 900), piece.story),
    materials: asMany(
      exactly('a part and what it is made of', { part: text('the part', 60), of: text('what it is made of', 240) }),
      piece.materials,
    ),
    dimensions: asMany(text('what is measured', 80), piece.dimensions),
    care: asMany(text('a sentence of care', 400), piece.care),
    safety: only(piece.safety, asMany(text('a sentence of safety', 500), piece.safety ?? [])),
    // The label of a mixture is in the languages of where it is sold: Regulation (EC) 1272/2008, Art. 17(2).
    hazardLabel: only(
      piece.hazardLabel ?? undefined,
      asMany(text('a statement of the label', 500), piece.hazardLabel ?? []),
    ),
    returnableWhileSealed: only(piece.returnableWhileSealed, text('why it can come back only sealed', 400)),
    notReturnable: only(piece.notReturnable, text('why it cannot be returned', 400)),
    options: only(
      wordsIn(piece)[0],
      exactly(
        'a word for each value',
        Object.fromEntries(wordsIn(piece).map((value) => [value, text(`a word for "${value}"`, 60)])),
      ),
    ),
    photographs: asMany(text('what the photograph shows, for someone who cannot see it', 350), piece.photographs),
    sizeGuide: only(
      sizeGuide,
      exactly('the size guide', {
        how: asMany(text('how to measure, in a sentence', 600), sizeGuide?.how ?? []),
        columns: asMany(text('a heading', 60), sizeGuide?.columns ?? []),
        rows: asMany(asMany(text('a cell', 60), sizeGuide?.columns ?? []), sizeGuide?.rows ?? []),
      }),
    ),
  });
}

/** What is wrong with a translation, a sentence for each field; empty where it says all that its piece says. */
export function translationMistakes(piece: PieceFile, content: unknown): readonly string[] {
  const parsed = translationOf(piece).safeParse(content);
  if (parsed.success) return [];
  return fieldMistakes(parsed.error.issues).map(({ path, message }) => `${fieldName(path)} ${message}`);
}

/** The piece as its translation says it; what is a fact, and the values of its options, stay as they are. */
export function inTranslation(
  piece: PieceFile,
  words: PieceTranslation,
): { readonly file: PieceFile; readonly wordFor: (value: string) => string } {
  const { name, kind, summary, story, materials, care, safety, hazardLabel } = words;
  const { sizeGuide, returnableWhileSealed, notReturnable } = piece;
  const file: PieceFile = {
    ...piece,
    ...{ name, kind, summary, story, materials, care },
    ...(safety && { safety }),
    ...(hazardLabel && { hazardLabel }),
    dimensions: piece.dimensions.map((dimension, place) => ({
      ...dimension,
      of: words.dimensions[place] ?? dimension.of,
    })),
    photographs: piece.photographs.map((photograph, place) => ({
      ...photograph,
      alt: words.photographs[place] ?? photograph.alt,
    })),
    ...(sizeGuide && words.sizeGuide && { sizeGuide: words.sizeGuide }),
    ...(returnableWhileSealed && {
      returnableWhileSealed: { ...returnableWhileSealed, reason: words.returnableWhileSealed ?? '' },
    }),
    ...(notReturnable && { notReturnable: { ...notReturnable, reason: words.notReturnable ?? '' } }),
  };
  const { options = {} } = words;
  return { file, wordFor: (value) => options[value] ?? value };
}

/** The values of its options that are words: a size is the same number everywhere. */
function wordsIn(piece: PieceFile): readonly string[] {
  return Object.values(piece.options)
    .flatMap((values) => values ?? [])
    .filter((value) => /\p{L}{2}/u.test(value));
}

function asMany<Item extends z.ZodType>(item: Item, original: readonly unknown[]) {
  const rule = `must have ${original.length} lines, as the original has.`;
  return z.array(item, { error: `is missing. It ${rule}` }).length(original.length, { error: rule });
}

/** Only where the original has it. */
function only<Words extends z.ZodType>(original: unknown, words: Words) {
  return original === undefined ? z.undefined({ error: 'has no original. Take it away.' }).optional() : words;
}
