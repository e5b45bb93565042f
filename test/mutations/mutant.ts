import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { runCommand } from '../local/run-command.ts';
import { applyEdit, type Edit } from './mutation.ts';

/** A copy of the project, as it is now, in which things may be broken. */
export interface Mutant {
  readonly folder: string;
  /** Makes the edits; answers why not where one can't be made, and makes none then. */
  edit(edits: readonly Edit[]): { readonly fault: string } | { readonly undo: () => void };
  remove(): void;
}

/** Everything that git tracks or would, the build if there is one, and the packages as a link. */
export async function makeMutant(): Promise<Mutant> {
  const folder = mkdtempSync(join(tmpdir(), 'mutant-'));
  const { output } = await runCommand('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    output: 'collect',
  });
  const files = output.split('\0').filter((file) => file !== '' && existsSync(file));
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(file, join(folder, file), { verbatimSymlinks: true });
  }
  for (const made of ['dist', '.astro']) {
    if (existsSync(made)) cpSync(made, join(folder, made), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    edit: (edits) => make(folder, edits),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function make(folder: string, edits: readonly Edit[]): ReturnType<Mutant['edit']> {
  const originals = new Map(edits.map(({ file }) => [file, read(join(folder, file))]));
  const texts = new Map(originals);
  for (const edit of edits) {
    const edited = applyEdit(edit, texts.get(edit.file));
    if ('fault' in edited) return edited;
    texts.set(edit.file, edited.text);
  }
  write(folder, texts);
  return { undo: () => write(folder, originals) };
}

function write(folder: string, texts: ReadonlyMap<string, string | undefined>): void {
  for (const [file, text] of texts) {
    const place = join(folder, file);
    if (text === undefined) {
      rmSync(place, { force: true });
    } else {
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, text);
    }
  }
}

function read(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
