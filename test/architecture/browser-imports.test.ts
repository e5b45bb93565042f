import { describe, expect, it } from 'vitest';
import { importsOf } from './imports.ts';
import { parseSourceFile, readSourceFiles, type SourceFile } from './source-file.ts';

/** Packages that a browser script may carry: none, as long as the pages do without. */
const allowedPackages: readonly string[] = [];

/** Every package that `start` needs once it runs, through our own files, with the way that leads there. */
function packagesNeededBy(start: SourceFile, files: ReadonlyMap<string, SourceFile>): readonly string[] {
  const reached = new Set<string>();
  const waiting: { file: SourceFile; way: string }[] = [{ file: start, way: start.path }];
  const packages: string[] = [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { file, way } = next;
    if (reached.has(file.path)) continue;
    reached.add(file.path);
    for (const { target, isOwnFile, isTypeOnly } of importsOf(file)) {
      if (isTypeOnly) continue;
      const own = isOwnFile ? files.get(target) : undefined;
      if (own) waiting.push({ file: own, way: `${way} → ${target}` });
      if (!isOwnFile && !allowedPackages.includes(target)) packages.push(`${way} → ${target}`);
    }
  }
  return packages;
}

function byPath(files: readonly SourceFile[]): ReadonlyMap<string, SourceFile> {
  return new Map(files.map((file) => [file.path, file]));
}

describe('a browser script carries no package', () => {
  const files = byPath(readSourceFiles('src'));

  it('is kept by every file in src/browser, of which there are some', () => {
    const scripts = [...files.values()].filter(({ path }) => path.startsWith('src/browser/'));
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.flatMap((script) => packagesNeededBy(script, files))).toEqual([]);
  });

  it('catches a schema that comes in by way of a shared file', () => {
    const script = parseSourceFile('src/browser/bag.ts', "import { bagSchema } from '../bag/schema.ts';");
    const shared = parseSourceFile('src/bag/schema.ts', "import { z } from 'zod';\nimport '../browser/bag.ts';");
    expect(packagesNeededBy(script, byPath([script, shared]))).toEqual([
      'src/browser/bag.ts → src/bag/schema.ts → zod',
    ]);
  });

  it('lets types through, which are gone in the browser', () => {
    const script = parseSourceFile('src/browser/bag.ts', "import type { z } from 'zod';");
    expect(packagesNeededBy(script, byPath([script]))).toEqual([]);
  });
});
