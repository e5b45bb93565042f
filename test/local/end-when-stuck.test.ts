import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TestModule } from 'vitest/node';
import EndWhenStuck from './end-when-stuck.ts';

const minutes = 60_000;
const file = { moduleId: `${process.cwd()}/test/some.test.ts` } as TestModule;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function watch() {
  const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
  const error = vi.spyOn(console, 'error').mockReturnValue();
  return { exit, error, reporter: new EndWhenStuck() };
}

test('a run in which nothing moves for ten minutes ends, and names what was running', () => {
  const { exit, error, reporter } = watch();
  reporter.onTestModuleStart(file);
  vi.advanceTimersByTime(10 * minutes - 1);
  expect(exit).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(exit).toHaveBeenCalledWith(1);
  expect(error).toHaveBeenCalledWith('Nothing has moved for 10 minutes. Still running: test/some.test.ts.');
});

test('whatever moves begins the ten minutes again, and the end of the run ends them', () => {
  const { exit, reporter } = watch();
  reporter.onTestModuleStart(file);
  for (const moves of [() => reporter.onTestCaseResult(), () => reporter.onTestModuleEnd(file)]) {
    vi.advanceTimersByTime(9 * minutes);
    moves();
  }
  vi.advanceTimersByTime(9 * minutes);
  reporter.onTestRunEnd();
  vi.advanceTimersByTime(60 * minutes);
  expect(exit).not.toHaveBeenCalled();
});
