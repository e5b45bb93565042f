import { defineConfig } from 'vitest/config';
import { compiledWasm } from './test/local/compiled-wasm.ts';
import { houseModules } from './test/local/house-modules.ts';
import { LongestFirst } from './test/local/longest-first.ts';

/** What the build gives the Worker, and Vitest wouldn't by itself. */
const plugins = [compiledWasm(), ...houseModules()];

const setupFiles = ['test/local/fresh-connections.ts'];
const workerTests = 'test/**/*.worker.test.ts';
const journeys = ['test/journeys/**/*.test.ts', 'test/**/*.browser.test.ts'];

/**
 * Three kinds of test. `unit` needs nothing; `worker` starts the built Worker on
 * workerd; `journeys` adds a browser, so its files run two at a time.
 */
export default defineConfig({
  test: {
    allowOnly: false,
    restoreMocks: true,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [workerTests, ...journeys],
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins,
        test: {
          name: 'worker',
          include: [workerTests],
          setupFiles,
          globalSetup: ['test/local/require-build.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          // The Worker's modules are read once: nearly half of a run went into reading them for each file.
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'journeys',
          include: journeys,
          setupFiles,
          globalSetup: ['test/local/require-build.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // A journey waits for pages half of its time, and two of them for one another hardly ever.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
