import { z } from 'zod';
import { testOutcomes } from '../local/count-tests.ts';
import { judgeRegister, type Register } from '../promises/judge-register.ts';
import type { Check, Mutation } from './mutation.ts';

/** What a check said when it was run on a copy of the project. */
export interface CheckRun {
  readonly status: number;
  /** Vitest's JSON report; undefined where it left none. */
  readonly report: unknown;
  /** The copy of the project in which it ran. */
  readonly folder: string;
  /** What it printed. */
  readonly output: string;
}

export type Judgement =
  | { readonly kind: 'caught'; readonly message: string }
  | { readonly kind: 'survived'; readonly reason: string };

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

/**
 * A mutation is caught when a test really ran and failed (a file that no longer loads
 * proves nothing), and what it says names the sentence that was broken.
 */
export function judgeCheck(mutation: Mutation, run: CheckRun, register: Register): Judgement {
  if (run.status === 0 && mutation.check.kind !== 'register')
    return { kind: 'survived', reason: 'the check stayed green' };
  const complaints = complaintsOf(mutation.check, run, register);
  if (complaints.length === 0) return { kind: 'survived', reason: 'no test failed: the check could not run' };
  const names = namesOf(mutation, register);
  const named = complaints.find((complaint) => names.some((name) => complaint.includes(name)));
  if (named) return { kind: 'caught', message: firstLine(named) };
  // What two lists differ in is printed and not in the report.
  const printed = run.output.slice(Math.max(0, run.output.indexOf('FAIL')));
  const line = printed.split('\n').find((text) => names.some((name) => text.includes(name)));
  if (line) return { kind: 'caught', message: firstLine(line) };
  return { kind: 'survived', reason: `the check is red and names none of ${mutation.breaks.join(', ')}` };
}

/** Why the check can't be trusted on an unharmed copy, or undefined where it is green there. */
export function baselineFault(check: Check, run: CheckRun, register: Register): string | undefined {
  const passed = outcomesOf(run).filter(({ status }) => status === 'passed').length;
  if (passed === 0) return 'not one test of it runs';
  if (run.status !== 0) return 'it is red before anything is broken';
  const skips = check.kind === 'register' ? complaintsOf(check, run, register) : [];
  return skips.length > 0 ? `the register complains before anything is broken: ${skips[0]}` : undefined;
}

function complaintsOf(check: Check, run: CheckRun, register: Register): readonly string[] {
  if (check.kind === 'register') {
    // One file's report proves a few sentences only; that the others are unbound in it says nothing.
    const { failures } = judgeRegister(register, outcomesOf(run));
    return failures.filter((failure) => !failure.includes('is bound to nothing'));
  }
  const parsed = reportSchema.safeParse(run.report);
  if (!parsed.success) return [];
  const tests = parsed.data.testResults.flatMap(({ assertionResults }) => assertionResults);
  return tests
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => [fullName, ...(failureMessages ?? [])].join('\n'));
}

function outcomesOf(run: CheckRun): ReturnType<typeof testOutcomes> {
  return run.report === undefined ? [] : testOutcomes(run.report, run.folder);
}

function namesOf({ breaks }: Mutation, { sentences }: Register): readonly string[] {
  const ids = new Set<string>(breaks);
  return sentences.filter(({ id }) => ids.has(id)).flatMap(({ id, text }) => [id, text]);
}

function firstLine(message: string): string {
  const [line = ''] = message.trim().split('\n');
  return line.replaceAll(/\s+/g, ' ').slice(0, 160);
}
