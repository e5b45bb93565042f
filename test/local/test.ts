/**
 * `npm test`: the whole proof, in the order in which a failure is cheapest to
 * understand. Exits with 0 only if every step passed and every kind of test ran.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { judgeRegister } from '../promises/judge-register.ts';
import { listProofs, printRegister } from '../promises/print-register.ts';
import { shopRegister } from '../promises/shop-register.ts';
import { countTests, testOutcomes } from './count-tests.ts';
import { installChromium } from './install-chromium.ts';
import { runCommand } from './run-command.ts';

const resultsFolder = '.local/test';
const reportFile = `${resultsFolder}/vitest.json`;
const reporters = ['default', 'json', './test/local/end-when-stuck.ts'].map((reporter) => `--reporter=${reporter}`);
/** Read by .ci/run: one line, "N passed, N failed". */
const countsFile = `${resultsFolder}/counts.txt`;
/** Each sentence of the privacy policy with the names of the tests that proved it. */
const proofsFile = `${resultsFolder}/promises.txt`;

interface StepOutcome {
  readonly passed: number;
  /** A sentence for each thing that went wrong; `failed` may be larger. */
  readonly failures: readonly string[];
  readonly failed: number;
}

const startedAt = performance.now();
rmSync(resultsFolder, { recursive: true, force: true });
mkdirSync(resultsFolder, { recursive: true });

const outcomes = [await step('Check: lint, format, types', () => commandStep('check'))];
const build = await step('Build, within its budgets', () => commandStep('build'));
outcomes.push(build);
// Without a build there is nothing to start, so nothing more could be learned.
if (build.failed === 0) {
  outcomes.push(await step('Tests: unit, Worker, browser journeys', runTests));
  outcomes.push(await step('The gates bite: the quick half of npm run policy:mutations', biteQuickly));
  outcomes.push(await step('The promise register: every sentence of the privacy policy', holdPromises));
}
process.exitCode = conclude(outcomes);

async function step(title: string, act: () => Promise<StepOutcome>): Promise<StepOutcome> {
  console.log(`\n── ${title}`);
  const from = performance.now();
  const outcome = await act();
  console.log(`── ${outcome.failed === 0 ? 'passed' : 'FAILED'} in ${seconds(from)} s`);
  return outcome;
}

async function commandStep(script: string): Promise<StepOutcome> {
  const { status } = await runCommand('npm', ['run', '--silent', script]);
  if (status === 0) return { passed: 0, failed: 0, failures: [] };
  return { passed: 0, failed: 1, failures: [`npm run ${script} ended with ${status}.`] };
}

async function runTests(): Promise<StepOutcome> {
  const chromium = await installChromium();
  if ('refusal' in chromium) return { passed: 0, failed: 1, failures: [chromium.refusal] };
  const { status } = await runCommand('vitest', ['run', ...reporters, `--outputFile.json=${reportFile}`], {
    environment: { CHROMIUM_PATH: chromium.path },
  });
  const counts = readCounts();
  if (!counts) return { passed: 0, failed: 1, failures: [`Vitest ended with ${status} and left no report.`] };
  const failures = counts.idleKinds.map((kind) => `Not one test of the kind "${kind}" ran.`);
  if (counts.failed > 0) failures.push(`${counts.failed} of the tests failed.`);
  if (status !== 0 && counts.failed === 0) failures.push(`Vitest ended with ${status}.`);
  const failed = counts.failed + failures.length - (counts.failed > 0 ? 1 : 0);
  return { passed: counts.passed, failed, failures };
}

function readCounts(): ReturnType<typeof countTests> | undefined {
  return readReport((report) => countTests(report, process.cwd()));
}

/** A gate that no longer notices a broken promise is worse than none: those that are quick to try are tried each time. */
async function biteQuickly(): Promise<StepOutcome> {
  const { status } = await runCommand('node', ['test/mutations/run-mutations.ts', '--quick']);
  if (status === 0) return { passed: 0, failed: 0, failures: [] };
  return {
    passed: 0,
    failed: 1,
    failures: ['A mutation of the policy survived, or none was tried: npm run policy:mutations'],
  };
}

/** Holds the sentences of the policy against the tests that this run has seen pass, and prints how each stands. */
async function holdPromises(): Promise<StepOutcome> {
  const tests = readReport((report) => testOutcomes(report, process.cwd()));
  if (!tests) return { passed: 0, failed: 1, failures: ['The promise register had no report to look at.'] };
  const { sentences, failures } = judgeRegister(shopRegister, tests);
  console.log(printRegister(shopRegister, sentences));
  writeFileSync(proofsFile, `${listProofs(sentences)}\n`);
  return { passed: 0, failed: failures.length, failures };
}

function readReport<Reading>(read: (report: unknown) => Reading): Reading | undefined {
  try {
    return read(JSON.parse(readFileSync(reportFile, 'utf8')));
  } catch (error) {
    console.error(error);
    return undefined;
  }
}

function conclude(outcomes: readonly StepOutcome[]): number {
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  console.log('');
  for (const failure of outcomes.flatMap((outcome) => outcome.failures)) console.log(failure);
  const counts = `${passed} passed, ${failed} failed`;
  writeFileSync(countsFile, `${counts}\n`);
  console.log(`The whole run took ${seconds(startedAt)} s.\n${counts}`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

function seconds(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(1);
}
