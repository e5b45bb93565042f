import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const everyMilliseconds = 250;

export interface MeasuredRun {
  readonly status: number;
  readonly seconds: number;
  /** The most that the program and all its children held at once; 0 where the system has no /proc. */
  readonly peakBytes: number;
  readonly output: string;
}

/** Runs a program to its end and watches the memory of its whole tree of processes. */
export async function runMeasured(command: readonly [string, ...string[]], folder: string): Promise<MeasuredRun> {
  const [program, ...parameters] = command;
  const from = performance.now();
  const child = spawn(program, parameters, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  }
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, bytesOfTree(child));
  }, everyMilliseconds);
  const status = await new Promise<number>((settle) => {
    child.once('error', () => settle(127));
    child.once('close', (code) => settle(code ?? 128));
  });
  clearInterval(watch);
  return { status, seconds: (performance.now() - from) / 1_000, peakBytes, output: output.join('') };
}

/** As the system counts it all the time: to look closer holds the program up, the longer the more it holds. */
function bytesOfTree({ pid }: ChildProcess): number {
  if (pid === undefined) return 0;
  return treeOf(pid).reduce((sum, member) => sum + bytesIn(`/proc/${member}/status`, 'VmRSS'), 0);
}

/**
 * What this process's own programs of a name hold now; 0 where the system has no /proc. Proportional set size: memory
 * that they share counts once.
 */
export function bytesOfPrograms(name: string): number {
  const named = treeOf(process.pid).filter((member) => readText(`/proc/${member}/comm`).trim() === name);
  return named.reduce((sum, member) => sum + bytesIn(`/proc/${member}/smaps_rollup`, 'Pss'), 0);
}

/** The process and all below it. */
function treeOf(process: number): readonly number[] {
  const parents = parentsOfAll();
  const tree = [process];
  // The list grows while it is walked: children come after their parent.
  for (const member of tree) tree.push(...parents.filter(({ parent }) => parent === member).map(({ child }) => child));
  return tree;
}

function parentsOfAll(): readonly { readonly child: number; readonly parent: number }[] {
  return readFolder('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ child: Number(name), parent: Number(/\) \S (\d+) /.exec(readText(`/proc/${name}/stat`))?.[1]) }));
}

function bytesIn(file: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readText(file))?.[1] ?? 0) * 1_024;
}

function readFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A process may end between being listed and being read. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
