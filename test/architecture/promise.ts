import { describe, expect, it } from 'vitest';
import { parseSourceFile, type SourceFile } from './source-file.ts';

interface ArchitecturalPromise {
  readonly files: readonly SourceFile[];
  /** A sentence for each place where the file breaks the promise. */
  readonly breaches: (file: SourceFile) => readonly string[];
  /** Wrong files, by path: each must be caught. */
  readonly brokenBy: Readonly<Record<string, string>>;
  /** Right files that look like wrong ones: none may be caught. */
  readonly keptBy: Readonly<Record<string, string>>;
}

/**
 * One promise about the shape of the code, with the proof that its check can fail:
 * a check that never caught anything says nothing.
 */
export function keepPromise(promise: string, { files, breaches, brokenBy, keptBy }: ArchitecturalPromise): void {
  describe(promise, () => {
    it('is kept in every file, of which there are some', () => {
      expect(files.length).toBeGreaterThan(0);
      expect(files.flatMap((file) => breaches(file).map((breach) => `${file.path}: ${breach}`))).toEqual([]);
    });

    it.each(Object.entries(brokenBy))('catches a breach in %s', (path, text) => {
      expect(breaches(parseSourceFile(path, text))).not.toEqual([]);
    });

    it.each(Object.entries(keptBy))('finds nothing wrong with %s', (path, text) => {
      expect(breaches(parseSourceFile(path, text))).toEqual([]);
    });
  });
}
