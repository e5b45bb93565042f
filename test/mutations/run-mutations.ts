/**
 * `npm run policy:mutations`: breaks the policy in a copy of the project, one way after
 * the other, and demands that the right check turns red and names the sentence. With
 * `--quick` only those that a unit test catches; with words, those whose name has one of them.
 */
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { requireChromium } from '../local/install-chromium.ts';
import { runCommand } from '../local/run-command.ts';
import { shopRegister } from '../promises/shop-register.ts';
import { baselineFault, type CheckRun, type Judgement, judgeCheck } from './judge-check.ts';
import { type Mutant, makeMutant } from './mutant.ts';
import { type Check, isQuick, type Mutation } from './mutation.ts';
import { mutations } from './mutations.ts';

const longestName = Math.max(...mutations.map(({ name }) => name.length));

process.exitCode = await main();

async function main(): Promise<number> {
  const isQuickRun = process.argv.includes('--quick');
  const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const chosen = mutations
    .filter((mutation) => !isQuickRun || isQuick(mutation))
    .filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  const mutant = await makeMutant();
  try {
    if (!isQuickRun && !(await build(mutant))) throw new Error('The unharmed project does not build');
    const faults = await checkBaselines(mutant, chosen);
    for (const fault of faults) console.error(fault);
    const survivors = await mutateAll(mutant, chosen);
    console.log(`${chosen.length} mutations, ${chosen.length - survivors} caught, ${survivors} survived.`);
    return chosen.length > 0 && survivors === 0 && faults.length === 0 ? 0 : 1;
  } finally {
    mutant.remove();
  }
}

/** Red means something only where the same check is green on the unharmed copy. */
async function checkBaselines(mutant: Mutant, chosen: readonly Mutation[]): Promise<readonly string[]> {
  const checks = new Map(chosen.map(({ check }) => [keyOf(check), check]));
  console.log(`Looking first whether the ${checks.size} checks are green while nothing is broken.`);
  const faults: string[] = [];
  for (const [key, check] of checks) {
    const fault = baselineFault(check, await run(mutant, check), shopRegister);
    if (fault) faults.push(`${key} proves nothing: ${fault}.`);
  }
  return faults;
}

async function mutateAll(mutant: Mutant, chosen: readonly Mutation[]): Promise<number> {
  let survivors = 0;
  for (const mutation of chosen) {
    const from = performance.now();
    const judgement = await mutate(mutant, mutation);
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    if (judgement.kind === 'survived') survivors += 1;
    const words = judgement.kind === 'caught' ? judgement.message : `SURVIVED: ${judgement.reason}`;
    console.log(
      `${mutation.name.padEnd(longestName)}  → ${mutation.check.kind} ${mutation.check.file} (${seconds} s)\n    ${words}`,
    );
  }
  return survivors;
}

async function mutate(mutant: Mutant, mutation: Mutation): Promise<Judgement> {
  const edited = mutant.edit(mutation.edits);
  if ('fault' in edited) return { kind: 'survived', reason: `it can't be made: ${edited.fault}` };
  try {
    if (needsBuild(mutation.check) && !(await build(mutant, mutation))) {
      return { kind: 'survived', reason: 'the broken project does not build' };
    }
    return judgeCheck(mutation, await run(mutant, mutation.check), shopRegister);
  } finally {
    edited.undo();
    if (needsBuild(mutation.check)) restoreBuild(mutant);
  }
}

function needsBuild({ kind, asBuilt }: Check): boolean {
  return (kind === 'worker' || kind === 'journeys') && !asBuilt;
}

/** The first build, of the unharmed copy, is kept aside for `restoreBuild`. */
async function build({ folder }: Mutant, mutation?: Mutation): Promise<boolean> {
  const { status } = await runCommand('astro', ['build', '--silent'], { folder, output: 'hide' });
  if (status === 0 && !mutation) cpSync(join(folder, 'dist'), join(folder, '.local/dist'), { recursive: true });
  return status === 0;
}

function restoreBuild({ folder }: Mutant): void {
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  cpSync(join(folder, '.local/dist'), join(folder, 'dist'), { recursive: true });
}

async function run({ folder }: Mutant, check: Check): Promise<CheckRun> {
  const reportFile = join(folder, '.local/report.json');
  rmSync(reportFile, { force: true });
  const project = check.kind === 'register' ? 'unit' : check.kind;
  const { status, output } = await runCommand(
    'vitest',
    [
      ...['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`],
      ...(check.only ? ['--testNamePattern', check.only] : []),
      check.file,
    ],
    {
      folder,
      output: 'collect',
      errors: 'collect',
      environment: { NO_COLOR: '1', ...(project === 'journeys' ? { CHROMIUM_PATH: requireChromium() } : {}) },
    },
  );
  const report: unknown = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined;
  return { status, report, folder, output };
}

function keyOf({ kind, file, only }: Check): string {
  return [kind, file, only].filter(Boolean).join(' ');
}
