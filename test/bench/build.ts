import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateCatalog } from './generate-catalog.ts';
import { type MeasuredRun, runMeasured } from './peak-memory.ts';
import { printTable } from './print-table.ts';
import type { Verdict } from './verdict.ts';

const project = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
const counts = [16, 1_000, 10_000] as const;
const leftOut = ['node_modules', 'dist', '.git', '.local', '.astro', '.wrangler'];

interface Build extends MeasuredRun {
  readonly pieces: number;
  readonly variants: number;
}

/** `astro build` of generated catalogues, in a copy of the project outside of it, photographs cut beforehand. */
export async function benchBuild(): Promise<readonly Verdict[]> {
  const copy = await mkdtemp(join(tmpdir(), 'shop-build-'));
  try {
    await copyProject(copy);
    await build(copy, counts[0]);
    const builds: Build[] = [];
    for (const count of counts) builds.push(await build(copy, count));
    print(builds);
    await rebuild(copy, counts[2]);
    return [
      judge(builds, 'time', ({ seconds }) => seconds),
      judge(builds, 'peak memory', ({ peakBytes }) => peakBytes),
    ];
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function copyProject(copy: string): Promise<void> {
  const filter = (source: string): boolean => source === project || !leftOut.includes(basename(source));
  await cp(project, copy, { recursive: true, filter });
  await symlink(join(project, 'node_modules'), join(copy, 'node_modules'));
}

async function build(copy: string, pieces: number): Promise<Build> {
  const folder = join(copy, 'src/content/pieces');
  for (const made of [folder, join(copy, 'dist'), join(copy, '.astro')])
    await rm(made, { recursive: true, force: true });
  const variants = await generateCatalog(pieces, folder);
  const run = await runMeasured(['astro', 'build'], copy);
  if (run.status !== 0)
    throw new Error(`astro build of ${pieces} pieces ended with ${run.status}:\n${run.output.slice(-4_000)}`);
  return { ...run, pieces, variants };
}

/** What a house of that size waits for when one piece has changed, with everything kept that a build keeps. */
async function rebuild(copy: string, pieces: number): Promise<void> {
  const folder = join(copy, 'src/content/pieces');
  const [changed] = (await readdir(folder)).filter((name) => name.endsWith('.yaml'));
  if (!changed) throw new Error('No piece was generated, so none can change.');
  const text = await readFile(join(folder, changed), 'utf8');
  await writeFile(join(folder, changed), text.replace(/^summary: .*$/m, 'summary: Changed a moment ago.'));
  const run = await runMeasured(['astro', 'build'], copy);
  if (run.status !== 0) throw new Error(`The second build ended with ${run.status}:\n${run.output.slice(-4_000)}`);
  const peak = (run.peakBytes / 1_024 ** 2).toFixed(0);
  console.log(`  one of ${pieces} pieces changed, and built again: ${run.seconds.toFixed(1)} s, ${peak} MiB`);
}

function print(builds: readonly Build[]): void {
  printTable(
    ['pieces', 'variants', 'seconds', 'peak MiB', 'ms for each more', 'KiB for each more'],
    builds.map((build, index) => {
      const smaller = builds[index - 1];
      return [
        build.pieces,
        build.variants,
        build.seconds.toFixed(1),
        (build.peakBytes / 1_024 ** 2).toFixed(0),
        smaller ? forEachMore(smaller, build, ({ seconds }) => seconds * 1_000) : '',
        smaller ? forEachMore(smaller, build, ({ peakBytes }) => peakBytes / 1_024) : '',
      ];
    }),
  );
}

function forEachMore(smaller: Build, larger: Build, figure: (build: Build) => number): string {
  return ((figure(larger) - figure(smaller)) / (larger.pieces - smaller.pieces)).toFixed(1);
}

/** No worse than linear: from each size to the next, the figure grows by no larger a factor than the catalogue. */
function judge(builds: readonly Build[], name: string, figure: (build: Build) => number): Verdict {
  const growths = builds.slice(1).map((larger, index) => {
    const smaller = builds[index] ?? larger;
    return { pieces: larger.pieces / smaller.pieces, figure: figure(larger) / figure(smaller) };
  });
  return {
    promise: `the build's ${name} grows no worse than its catalogue`,
    isKept: growths.every((growth) => growth.figure <= growth.pieces),
    figures: growths
      .map((growth) => `× ${growth.figure.toFixed(1)} for × ${growth.pieces.toFixed(1)} pieces`)
      .join(', '),
  };
}
