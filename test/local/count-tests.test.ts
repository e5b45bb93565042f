import { describe, expect, it } from 'vitest';
import { countTests, testOutcomes } from './count-tests.ts';

const passed = { status: 'passed', fullName: 'a bag holds a piece' };
const failed = { status: 'failed', fullName: 'a bag keeps its currency' };
const skipped = { status: 'skipped', fullName: 'a bag is emptied' };

function report(success: boolean, files: Record<string, { status: string; assertionResults: (typeof passed)[] }>) {
  return { success, testResults: Object.entries(files).map(([name, file]) => ({ name: `/project/${name}`, ...file })) };
}

describe('counting a run of the tests', () => {
  it('counts what passed and failed, and names the kinds that ran nothing', () => {
    const counts = countTests(
      report(false, {
        'test/bag/bag.test.ts': { status: 'failed', assertionResults: [passed, passed, failed, skipped] },
        'test/stock/hold.worker.test.ts': { status: 'passed', assertionResults: [passed] },
      }),
      '/project',
    );
    expect(counts).toEqual({ passed: 3, failed: 1, idleKinds: ['journeys'] });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const counts = countTests(
      report(false, { 'test/journeys/buy.test.ts': { status: 'failed', assertionResults: [] } }),
      '/project',
    );
    expect(counts).toEqual({ passed: 0, failed: 1, idleKinds: ['unit', 'worker', 'journeys'] });
  });

  it('counts a run that failed outside every test as a failure', () => {
    const counts = countTests(
      report(false, { 'test/bag/bag.test.ts': { status: 'passed', assertionResults: [passed] } }),
      '/project',
    );
    expect(counts.failed).toBe(1);
  });

  it('does not take a kind whose tests were all skipped as run', () => {
    const counts = countTests(
      report(true, { 'test/bag/bag.test.ts': { status: 'passed', assertionResults: [skipped] } }),
      '/project',
    );
    expect(counts).toEqual({ passed: 0, failed: 0, idleKinds: ['unit', 'worker', 'journeys'] });
  });

  it('refuses a report of another shape', () => {
    expect(() => countTests({ tests: 4 }, '/project')).toThrow();
  });
});

describe('reading the tests of a run', () => {
  it('has each by its full name, and takes whatever did not run as skipped', () => {
    const pending = { status: 'pending', fullName: 'a bag is carried over' };
    const todo = { status: 'todo', fullName: 'a bag is shared' };
    const files = {
      'test/bag/bag.test.ts': { status: 'failed', assertionResults: [passed, failed, skipped, pending, todo] },
    };
    expect(testOutcomes(report(false, files), '/project').map(({ status }) => status)).toEqual([
      'passed',
      'failed',
      'skipped',
      'skipped',
      'skipped',
    ]);
    expect(testOutcomes(report(false, files), '/project')[0]).toMatchObject({
      file: 'test/bag/bag.test.ts',
      name: 'a bag holds a piece',
    });
  });
});
