import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** No test, hook or closing may take a third of it; what has said nothing for so long never will. */
const patienceMilliseconds = 10 * 60_000;

/** A reporter of Vitest: ends a run in which nothing moves any more, and names the files that were running. */
export default class EndWhenStuck implements Reporter {
  readonly #running = new Set<string>();
  #stuck: NodeJS.Timeout | undefined;

  onTestModuleStart({ moduleId }: TestModule): void {
    this.#running.add(moduleId);
    this.#wait();
  }

  onTestCaseResult(): void {
    this.#wait();
  }

  onTestModuleEnd({ moduleId }: TestModule): void {
    this.#running.delete(moduleId);
    this.#wait();
  }

  onTestRunEnd(): void {
    clearTimeout(this.#stuck);
  }

  #wait(): void {
    clearTimeout(this.#stuck);
    this.#stuck = setTimeout(() => this.#end(), patienceMilliseconds);
  }

  #end(): void {
    const files = [...this.#running].map((file) => relative(process.cwd(), file)).join(', ');
    console.error(
      `Nothing has moved for ${patienceMilliseconds / 60_000} minutes. Still running: ${files || 'no file'}.`,
    );
    process.exit(1);
  }
}
