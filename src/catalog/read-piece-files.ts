import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isMap, LineCounter, parseDocument, type Node as YamlNode } from 'yaml';
import { nearest } from '../policy/nearest.ts';
import { fieldMistakes, fieldName } from './fields.ts';
import { isRestrictedGtin } from './gtin.ts';
import type { House } from './house.ts';
import { type PieceFile, pieceSchema } from './piece.ts';

/**
 * The files of src/content/pieces, read and checked, each by itself and all against each
 * other. Astro's build, the seed of the database and the tests read them here.
 */

/** What a mistake names is right for the person who wrote the file: where it is, and what would be right. */
export interface Mistake {
  /** Relative to the project: "src/content/pieces/aurore-solitaire.yaml". */
  readonly file: string;
  /** 1 is the first line. */
  readonly line: number;
  /** "variants[2].gtin"; empty for the file as a whole. */
  readonly field: string;
  readonly message: string;
}

export interface ReadPiece {
  readonly slug: string;
  readonly piece: PieceFile;
}

export interface Surroundings {
  /** Names of the files in src/assets/photographs. */
  readonly photographs: ReadonlySet<string>;
  readonly house: House;
}

/** Reads a folder of pieces. Mistakes are returned, all of them; only an unreadable folder throws. */
export async function readPieceFiles(
  folder: string,
  surroundings: Surroundings,
): Promise<{ readonly pieces: readonly ReadPiece[]; readonly mistakes: readonly Mistake[] }> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const pieces: ReadPiece[] = [];
  const mistakes: Mistake[] = [];
  const seen: Seen = { skus: new Map(), gtins: new Map() };
  const slugs = new Set(names.map((name) => basename(name, '.yaml')));
  for (const name of names) {
    const source = parseSource(name, await readFile(join(folder, name), 'utf8'));
    const result = checkSource(source);
    mistakes.push(...result.mistakes);
    if (!result.piece) continue;
    mistakes.push(...checkSurroundings(source, result.piece, surroundings), ...checkUnique(source, result.piece, seen));
    mistakes.push(...checkCompleteWith(source, result.piece, slugs));
    pieces.push({ slug: source.slug, piece: result.piece });
  }
  return { pieces, mistakes };
}

/** One mistake a line, as a compiler tells them: "file:line  field  message". */
export function describeMistakes(mistakes: readonly Mistake[]): string {
  const lines = mistakes.map(
    ({ file, line, field, message }) => `  ${file}:${line}  ${field ? `${field} ` : ''}${message}`,
  );
  return `${mistakes.length === 1 ? 'One mistake' : `${mistakes.length} mistakes`} in the catalogue:\n${lines.join('\n')}`;
}

interface Source {
  readonly slug: string;
  readonly file: string;
  readonly document: ReturnType<typeof parseDocument>;
  readonly lines: LineCounter;
}

function parseSource(name: string, content: string): Source {
  const lines = new LineCounter();
  return {
    slug: basename(name, '.yaml'),
    file: `src/content/pieces/${name}`,
    document: parseDocument(content, { lineCounter: lines, prettyErrors: false }),
    lines,
  };
}

function checkSource(source: Source): { readonly piece?: PieceFile; readonly mistakes: readonly Mistake[] } {
  const { document, lines, file } = source;
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(source.slug)) {
    const message = 'The name of the file is the address of the piece: small letters, digits and single hyphens only.';
    return { mistakes: [{ file, line: 1, field: '', message }] };
  }
  if (document.errors.length > 0) {
    const mistakes = document.errors.map((error) => ({
      file,
      line: lines.linePos(error.pos[0]).line,
      field: '',
      message: `This is not YAML: ${error.message}`,
    }));
    return { mistakes };
  }
  const parsed = pieceSchema.safeParse(document.toJS());
  if (parsed.success) return { piece: parsed.data, mistakes: [] };
  return { mistakes: fieldMistakes(parsed.error.issues).map(({ path, message }) => mistakeAt(source, path, message)) };
}

function checkSurroundings(source: Source, piece: PieceFile, { photographs, house }: Surroundings): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  piece.photographs.forEach((photograph, index) => {
    if (photographs.has(photograph.file)) return;
    const near = nearest(photograph.file, [...photographs]);
    const hint = near ? `The nearest there is "${near}".` : 'Put it there.';
    mistakes.push(mistakeAt(source, ['photographs', index, 'file'], `is not in src/assets/photographs. ${hint}`));
  });
  const makers = Object.keys(house.makers);
  if (!makers.includes(piece.maker)) {
    mistakes.push(
      mistakeAt(source, ['maker'], `is not under makers in src/content/house.yaml. Known are: ${makers.join(', ')}.`),
    );
  }
  piece.variants.forEach((variant, index) => {
    if (house.gtinPrefix === null ? isRestrictedGtin(variant.gtin) : variant.gtin.startsWith(house.gtinPrefix)) return;
    const right =
      house.gtinPrefix === null
        ? 'with 20 to 29, the range for use inside a house, until src/content/house.yaml has a gtinPrefix'
        : `with ${house.gtinPrefix}, the gtinPrefix of src/content/house.yaml`;
    mistakes.push(mistakeAt(source, ['variants', index, 'gtin'], `must begin ${right}.`));
  });
  return mistakes;
}

function checkCompleteWith(source: Source, piece: PieceFile, slugs: ReadonlySet<string>): readonly Mistake[] {
  const named = piece.completeWith ?? [];
  return named.flatMap((slug, index) => {
    const path = ['completeWith', index];
    if (slug === source.slug) return [mistakeAt(source, path, 'is the piece itself. Name another.')];
    if (named.indexOf(slug) < index) return [mistakeAt(source, path, `is "${slug}", which is named already.`)];
    if (slugs.has(slug)) return [];
    const near = nearest(slug, [...slugs]);
    return [mistakeAt(source, path, `is "${slug}", which is no piece.${near ? ` Did you mean "${near}"?` : ''}`)];
  });
}

interface Seen {
  readonly skus: Map<string, string>;
  readonly gtins: Map<string, string>;
}

function checkUnique(source: Source, piece: PieceFile, seen: Seen): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  piece.variants.forEach((variant, index) => {
    for (const [field, value, owners] of [
      ['sku', variant.sku, seen.skus],
      ['gtin', variant.gtin, seen.gtins],
    ] as const) {
      const owner = owners.get(value);
      if (owner === undefined) owners.set(value, source.file);
      else
        mistakes.push(
          mistakeAt(source, ['variants', index, field], `is "${value}", which ${owner} has already. Give another.`),
        );
    }
  });
  return mistakes;
}

function mistakeAt(source: Source, path: readonly (string | number)[], message: string): Mistake {
  return { file: source.file, line: lineOf(source, path), field: fieldName(path), message };
}

/** The line of the field, or of the nearest thing around it that the file has. */
function lineOf({ document, lines }: Source, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const step = path[length - 1];
    const key = isMap(parent) ? parent.items.find((pair) => String(pair.key) === String(step))?.key : undefined;
    const node = (key ?? document.getIn(path.slice(0, length), true)) as YamlNode | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
