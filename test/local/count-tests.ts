import { relative } from 'node:path';
import { z } from 'zod';
import type { TestOutcome } from '../promises/judge-register.ts';

/** What Vitest's JSON reporter writes, as far as the counts need it. */
const reportSchema = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

const kinds = ['unit', 'worker', 'journeys'] as const;
type Kind = (typeof kinds)[number];

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  /** Kinds of test of which none was executed. */
  readonly idleKinds: readonly Kind[];
}

/**
 * The real counts of a run. A file that could not even be loaded has no tests in
 * the report, so it counts as one failure; a skipped test counts as nothing.
 */
export function countTests(report: unknown, projectFolder: string): TestCounts {
  const { success, testResults } = reportSchema.parse(report);
  let passed = 0;
  let failed = 0;
  const executed = new Set<Kind>();
  for (const file of testResults) {
    const passedHere = file.assertionResults.filter((test) => test.status === 'passed').length;
    const failedHere = file.assertionResults.filter((test) => test.status === 'failed').length;
    const failedOutsideItsTests = file.status === 'failed' && failedHere === 0;
    passed += passedHere;
    failed += failedHere + (failedOutsideItsTests ? 1 : 0);
    if (passedHere + failedHere > 0) executed.add(kindOf(relative(projectFolder, file.name)));
  }
  const failedOutsideItsFiles = !success && failed === 0;
  return {
    passed,
    failed: failed + (failedOutsideItsFiles ? 1 : 0),
    idleKinds: kinds.filter((kind) => !executed.has(kind)),
  };
}

/** Every test by its full name. What is neither passed nor failed was not executed: skipped, pending, to be written. */
export function testOutcomes(report: unknown, projectFolder: string): readonly TestOutcome[] {
  return reportSchema.parse(report).testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({
      file: relative(projectFolder, name).replaceAll('\\', '/'),
      name: fullName,
      status: status === 'passed' || status === 'failed' ? status : 'skipped',
    })),
  );
}

/** The same rule as the projects in vitest.config.ts. */
function kindOf(file: string): Kind {
  if (file.startsWith('test/journeys/') || file.endsWith('.browser.test.ts')) return 'journeys';
  return file.endsWith('.worker.test.ts') ? 'worker' : 'unit';
}
