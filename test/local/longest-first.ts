import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take minutes, the longest first. Vitest goes by size on a machine that has not run them yet, and the
 * last of these would run on while the other core has nothing left to do.
 */
const longest = [
  'test/traces/every-page.browser.test.ts',
  'test/enumeration/compare-times.worker.test.ts',
  'test/journeys/page-views.test.ts',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = longest.findIndex((file) => moduleId.endsWith(file));
      return found === -1 ? longest.length : found;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}
