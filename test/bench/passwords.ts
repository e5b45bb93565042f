import type { Miniflare } from 'miniflare';
import { z } from 'zod';
import { launchBundle } from '../local/launch-bundle.ts';
import { migrate } from '../local/migrate.ts';
import { reachDatabase } from '../local/reach-database.ts';
import { printTable } from './print-table.ts';
import type { Verdict } from './verdict.ts';

const warmUp = 10;
const rounds = 100;
const password = 'a quiet room with good light';

/** A part of signing in, asked for alone. `way` is what any request costs, and is taken off the others. */
interface Part {
  readonly name: string;
  readonly ask: (round: number) => Promise<unknown>;
}

/**
 * What a sign-in spends on hashing: the counter of guesses and the verification, each
 * asked of workerd by itself and in turn, so that what slows the machine slows all alike.
 */
export async function benchPasswords(): Promise<readonly Verdict[]> {
  const worker = await launchBundle(new URL('../accounts/sign-in-worker.ts', import.meta.url));
  try {
    await migrate(await reachDatabase(worker, 'DB'));
    const encoded = await post(worker, '/hash', password);
    const right = await post(worker, '/verify', JSON.stringify({ encoded, password }));
    const milliseconds = await measure(partsOf(worker, encoded));
    report(milliseconds);
    return [
      {
        promise: 'the password that was measured is the right one, and opens its hash',
        isKept: z.boolean().parse(JSON.parse(right)),
        figures: encoded.split('$').slice(1, 4).join(' '),
      },
    ];
  } finally {
    await worker.dispose();
  }
}

function partsOf(worker: Miniflare, encoded: string): readonly Part[] {
  const credentials = JSON.stringify({ encoded, password });
  return [
    { name: 'way', ask: () => post(worker, '/nothing', '') },
    { name: 'count a guess in D1', ask: (round) => post(worker, '/guess', `ada-${round}@example.com`) },
    { name: 'verify a password', ask: () => post(worker, '/verify', credentials) },
    { name: 'verify against nobody', ask: () => post(worker, '/nobody', password) },
    { name: 'hash a password', ask: () => post(worker, '/hash', password) },
  ];
}

async function post(worker: Miniflare, path: string, body: string): Promise<string> {
  const response = await worker.dispatchFetch(`http://worker.example${path}`, { method: 'POST', body });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.text();
}

/** The times of each part, in milliseconds, ascending. */
async function measure(parts: readonly Part[]): Promise<ReadonlyMap<string, readonly number[]>> {
  const measured = new Map<string, number[]>(parts.map(({ name }) => [name, []]));
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const { name, ask } of parts) {
      const from = performance.now();
      await ask(round);
      if (round >= warmUp) measured.get(name)?.push(performance.now() - from);
    }
  }
  for (const times of measured.values()) times.sort((one, other) => one - other);
  return measured;
}

function report(milliseconds: ReadonlyMap<string, readonly number[]>): void {
  const way = quantile(milliseconds.get('way'), 0.5);
  const net = (name: string, share = 0.5) => Math.max(0, quantile(milliseconds.get(name), share) - way);
  const rows = [...milliseconds.keys()].filter((name) => name !== 'way');
  printTable(
    ['', 'median ms', '95th ms'],
    rows.map((name) => [name, net(name).toFixed(1), net(name, 0.95).toFixed(1)]),
  );
  const hashing = net('verify a password');
  const counting = net('count a guess in D1');
  console.log(
    `  Of a sign-in's work (one guess counted, one password verified) hashing is ` +
      `${((100 * hashing) / (hashing + counting)).toFixed(0)} %: ${(hashing / counting).toFixed(0)} times the counter.`,
  );
}

function quantile(ascending: readonly number[] = [], share: number): number {
  return ascending[Math.floor(share * (ascending.length - 1))] ?? Number.NaN;
}
