/** For the build: which phrases the source says. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { policyWords } from '../policy/document.ts';

export interface SaidPhrase {
  /** The key of the translations. */
  readonly key: string;
  /** From the project's root: "src/pages/bag.astro". */
  readonly file: string;
  /** Whether a number decides on its form. */
  readonly isPlural: boolean;
}

const folders = ['src', 'functions'];

/** What the privacy policy is assembled of: most of it stands in no phrase of the source by itself. */
const ofPolicy: readonly SaidPhrase[] = policyWords().map((key) => ({
  key,
  file: 'src/policy/document.ts',
  isPlural: false,
}));

/** Every phrase of the source, in the order of files and places; one that is said twice comes twice. */
export async function readPhrases(project: string): Promise<readonly SaidPhrase[]> {
  const files = await Promise.all(folders.map((folder) => sourceFiles(project, folder)));
  const found = await Promise.all(
    files.flat().map(async (file) => phrasesOf(file, await readFile(join(project, file), 'utf8'))),
  );
  return [...found.flat(), ...ofPolicy];
}

async function sourceFiles(project: string, folder: string): Promise<readonly string[]> {
  const names = await readdir(join(project, folder), { recursive: true });
  return names
    .filter((name) => /\.(ts|astro)$/.test(name) && !name.endsWith('.d.ts'))
    .sort()
    .map((name) => join(folder, name));
}

/** "/api/*" begins none. */
const comments = /(?<=^|[\s{(,;])\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

/** @param source the text of a module or a component */
export function phrasesOf(file: string, source: string): readonly SaidPhrase[] {
  const code = source.replace(comments, (comment) => comment.replace(/[^\n]/g, ' '));
  const phrases: SaidPhrase[] = [];
  const literals: Literal[] = [];
  for (const { index, 0: opening } of code.matchAll(/\b(?:say|phrase)(?=`)|(?<!function )\bplural\(\s*/g)) {
    if (literals.some((literal) => isWithin(literal, index))) continue;
    const isPlural = opening.startsWith('plural');
    const start = index + opening.length;
    const first = readLiteral(code, start, file);
    const literal = isPlural ? readLiteral(code, afterComma(code, first.end), file) : first;
    literals.push(literal);
    phrases.push({ key: literal.text.replace(/\s+/g, ' '), file, isPlural });
  }
  return phrases;
}

function afterComma(code: string, end: number): number {
  return end + (/^\s*,\s*/.exec(code.slice(end, end + 200))?.[0].length ?? 0);
}

interface Literal {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Where the values stand, which may say phrases of their own. */
  readonly values: readonly (readonly [start: number, end: number])[];
}

/** A phrase may end in the word by which another begins. */
function isWithin({ start, end, values }: Literal, place: number): boolean {
  return place > start && place < end && !values.some(([from, to]) => place >= from && place < to);
}

/** A string of the source, whichever quotes it has; what a template puts in becomes {1}, {2}. */
function readLiteral(code: string, start: number, file: string): Literal {
  const quote = code[start] ?? '';
  const line = code.slice(0, start).split('\n').length;
  if (!/['"`]/.test(quote)) throw new Error(`${file}:${line}: a phrase is not written where it is said.`);
  const values: (readonly [number, number])[] = [];
  let text = '';
  for (let at = start + 1; at < code.length; at += 1) {
    const character = code[at] ?? '';
    if (character === quote) return { text, start, end: at + 1, values };
    if (character === '\\') {
      at += 1;
      text += code[at] === 'n' ? '\n' : (code[at] ?? '');
    } else if (quote === '`' && character === '$' && code[at + 1] === '{') {
      const end = endOfValue(code, at + 2);
      values.push([at + 2, end]);
      at = end;
      text += `{${values.length}}`;
    } else text += character;
  }
  throw new Error(`${file}:${line}: a phrase does not end.`);
}

/** Where the brace closes, past the strings and templates within. */
function endOfValue(code: string, start: number): number {
  let depth = 1;
  for (let at = start; at < code.length; at += 1) {
    const character = code[at] ?? '';
    if (/['"`]/.test(character)) at = readLiteral(code, at, 'a value').end - 1;
    else if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return code.length;
}
