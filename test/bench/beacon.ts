import { fileURLToPath } from 'node:url';
import { beaconBudget, judgeSite } from '../local/budgets/judge-site.ts';
import { SiteFiles } from '../local/budgets/site-files.ts';
import { buildIfChanged } from '../local/build-if-changed.ts';
import { printTable } from './print-table.ts';
import type { Verdict } from './verdict.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** Brotli 11 of each one's script for the same work, measured as it is shipped; the sources are in the issue. */
const peers = [
  ['Fathom Lite', 1049],
  ['Counterscale, minified', 1408],
  ['GoatCounter', 1845],
  ['Umami', 1963],
  ['Plausible', 2355],
  ['Ackee', 7608],
] as const;

export async function benchBeacon(): Promise<readonly Verdict[]> {
  await buildIfChanged(project, `${project}.local`);
  const { beaconBytes } = judgeSite(new SiteFiles('dist/client'));
  const smallest = Math.min(...peers.map(([, bytes]) => bytes));
  const all = [['LIEN', beaconBytes] as const, ...peers];
  printTable(
    ['brotli 11', 'bytes', 'of ours'],
    all.map(([name, bytes]) => [name, bytes, `${(bytes / beaconBytes).toFixed(1)} ×`]),
  );
  return [
    {
      promise: `the beacon has at most ${beaconBudget.bytes} bytes`,
      isKept: beaconBytes > 0 && beaconBytes <= beaconBudget.bytes,
      figures: `${beaconBytes}; the smallest of the others has ${smallest}`,
    },
  ];
}
