/**
 * `npm run bench`, or `npm run bench -- oversell build` for some of its sections.
 * Prints figures with a verdict where there is a promise to keep; the clock alone never fails it.
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { Verdict } from './verdict.ts';

/** Each is loaded when it runs: one section needs nothing of the others. */
const sections: Readonly<Record<string, { readonly title: string; readonly run: () => Promise<readonly Verdict[]> }>> =
  {
    bytes: {
      title: 'What a first visit loads, in Chromium with a cold cache',
      run: async () => (await import('./bytes.ts')).benchBytes(),
    },
    lighthouse: {
      title: 'Lighthouse on a phone, each kind of page five times, beside others’ product pages',
      run: async () => (await import('./lighthouse.ts')).benchLighthouse(),
    },
    beacon: {
      title: 'The script that counts page views, beside others for the same work',
      run: async () => (await import('./beacon.ts')).benchBeacon(),
    },
    checkout: {
      title: 'Checkout sessions against the Stripe stand-in',
      run: async () => (await import('./checkout.ts')).benchCheckout(),
    },
    oversell: {
      title: 'A thousand simultaneous checkouts for the last pieces',
      run: async () => (await import('./oversell.ts')).benchOversell(),
    },
    passwords: {
      title: 'What a sign-in spends on hashing, in workerd',
      run: async () => (await import('./passwords.ts')).benchPasswords(),
    },
    enumeration: {
      title: 'Known and unknown addresses, at every door that takes one',
      run: async () => (await import('./enumeration.ts')).benchEnumeration(),
    },
    access: {
      title: 'The copy of a person with 1, 100 and 10,000 rows',
      run: async () => (await import('./access.ts')).benchAccess(),
    },
    'page-views': {
      title: 'Page views at the door, beside a bare handler in the same workerd',
      run: async () => (await import('./page-views.ts')).benchPageViews(),
    },
    classification: {
      title: 'Bots, devices, browsers and systems, by lists that the house did not write',
      run: async () => (await import('./classification.ts')).benchClassification(),
    },
    figures: {
      title: 'A year of 10,000 views a day in the counters: each figure of the desk’s page',
      run: async () => (await import('./figures.ts')).benchFigures(),
    },
    'page-view-storage': {
      title: 'What a page view costs in D1 and in the queue, and how fast the consumer is',
      run: async () => (await import('./page-view-storage.ts')).benchPageViewStorage(),
    },
    'work-list': {
      title: 'The desk’s pages of orders among 1,000, 10,000 and 100,000 of them',
      run: async () => (await import('./work-list.ts')).benchWorkList(),
    },
    build: {
      title: 'Building 16, 1,000 and 10,000 pieces',
      run: async () => (await import('./build.ts')).benchBuild(),
    },
  };

process.exitCode = await bench();

async function bench(): Promise<0 | 1 | 2> {
  const chosen = parseArgs({ allowPositionals: true }).positionals;
  const unknown = chosen.find((name) => !Object.hasOwn(sections, name));
  if (unknown !== undefined) {
    console.error(`There is no section "${unknown}". Choose among: ${Object.keys(sections).join(', ')}.`);
    return 2;
  }
  console.log(machine());
  const verdicts: Verdict[] = [];
  for (const [name, { title, run }] of Object.entries(sections)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    console.log(`\n── ${name}: ${title}`);
    verdicts.push(...(await run()));
  }
  console.log('');
  for (const { promise, isKept, figures } of verdicts)
    console.log(`${isKept ? 'kept   ' : 'BROKEN '} ${promise}: ${figures}`);
  return verdicts.every(({ isKept }) => isKept) ? 0 : 1;
}

function machine(): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}, ${memory} GiB, ${process.platform}, Node ${process.versions.node}`;
}
