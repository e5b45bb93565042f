import { describe, expect, it } from 'vitest';
import { importsOf } from './imports.ts';
import { parseSourceFile, readSourceFiles, type SourceFile } from './source-file.ts';

/** Packages that a browser script may carry, and the one file that may: none of what shoppers load. */
const allowed = [{ by: 'src/browser/staff/page-views/draw-chart.ts', package: 'uplot' }] as const;

/** Whoever begins elsewhere than at the desk carries none, by whatever way it comes. */
function isAllowed(start: SourceFile, by: SourceFile, target: string): boolean {
  if (!start.path.startsWith('src/browser/staff/')) return false;
  return allowed.some((each) => each.by === by.path && each.package === target);
}

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
      if (!isOwnFile && !isAllowed(start, file, target)) packages.push(`${way} → ${target}`);
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

  it('lets the desk alone draw by a package, and only by the file that is named', () => {
    const chart = parseSourceFile('src/browser/staff/page-views/draw-chart.ts', "import uPlot from 'uplot';");
    const desk = parseSourceFile('src/browser/staff/page.ts', "import './page-views/draw-chart.ts';");
    const other = parseSourceFile('src/browser/staff/other.ts', "import uPlot from 'uplot';");
    const shopper = parseSourceFile('src/browser/piece.ts', "import './staff/page-views/draw-chart.ts';");
    const needed = (script: SourceFile) => packagesNeededBy(script, byPath([chart, desk, other, shopper]));
    expect([chart, desk].flatMap(needed)).toEqual([]);
    expect(needed(other)).toEqual(['src/browser/staff/other.ts → uplot']);
    expect(needed(shopper)).toEqual(['src/browser/piece.ts → src/browser/staff/page-views/draw-chart.ts → uplot']);
  });

  it('lets types through, which are gone in the browser', () => {
    const script = parseSourceFile('src/browser/bag.ts', "import type { z } from 'zod';");
    expect(packagesNeededBy(script, byPath([script]))).toEqual([]);
  });
});
