import { accessAct } from '../../functions/copies/offer-copy.ts';
import { signRequestLink } from '../../functions/requests/request-link.ts';
import { askForCopy, confirmedRequest, shopAt } from '../copies/asking.ts';
import { type LocalShop, newSecrets, type ShopSecrets } from '../local/launch-shop.ts';
import { writeOrders } from '../retention/database.ts';
import { bytesOfPrograms } from './peak-memory.ts';
import { printTable } from './print-table.ts';
import type { Verdict } from './verdict.ts';
import { withShop } from './with-shop.ts';

/** Rows about the person, as near as thirds come: a third of them orders, each with two lines. */
const sizes = [1, 100, 10_000] as const;
/** What a Worker may hold: developers.cloudflare.com/workers/platform/limits. */
const isolateBytes = 128 * 1024 ** 2;
const everyMilliseconds = 20;

interface Package {
  readonly rows: number;
  readonly milliseconds: number;
  readonly bytes: number;
  /** By how much workerd, with D1 in it, grew at most. */
  readonly grownBytes: number;
}

/** The copy of a person with 1, 100 and 10,000 rows: its time, its size, and what workerd holds while it is made. */
export async function benchAccess(): Promise<readonly Verdict[]> {
  const secrets = newSecrets();
  const packages = await withShop((local) => fetchPackages(local, secrets), { secrets });
  printTable(
    ['rows', 'ms', 'ms a row', 'KiB', 'workerd grew by MiB'],
    packages.map(({ rows, milliseconds, bytes, grownBytes }) => [
      rows,
      milliseconds.toFixed(0),
      (milliseconds / rows).toFixed(2),
      (bytes / 1024).toFixed(0),
      (grownBytes / 1024 ** 2).toFixed(1),
    ]),
  );
  return judge(packages);
}

async function fetchPackages(local: LocalShop, secrets: ShopSecrets): Promise<readonly Package[]> {
  // The first one warms up what all of them need.
  await fetchPackage(local, secrets, 100);
  const packages: Package[] = [];
  for (const rows of sizes) packages.push(await fetchPackage(local, secrets, rows));
  return packages;
}

let asked = 0;

async function fetchPackage(local: LocalShop, secrets: ShopSecrets, rows: number): Promise<Package> {
  asked += 1;
  const email = `person-${asked}@example.com`;
  const number = `PR-0000-${String(asked).padStart(4, '0')}`;
  const shop = shopAt(local, secrets, Date.now());
  await writeRows(local, email, rows);
  await accessAct(shop, await confirmedRequest(shop, 'access', email, number));
  const link = await signRequestLink(secrets.privacySecret, number);
  const before = bytesOfPrograms('workerd');
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, bytesOfPrograms('workerd'));
  }, everyMilliseconds);
  const from = performance.now();
  const response = await askForCopy(local, { link });
  if (response.status !== 200) throw new Error(`The copy was refused with ${response.status}`);
  let bytes = 0;
  for await (const chunk of response.body ?? []) bytes += chunk.byteLength;
  const milliseconds = performance.now() - from;
  clearInterval(watch);
  return { rows, milliseconds, bytes, grownBytes: peak - before };
}

async function writeRows(local: LocalShop, email: string, rows: number): Promise<void> {
  const orders = Math.max(1, Math.round(rows / 3));
  await writeOrders(local.database, orders, asked * 1_000_000);
  await local.database.prepare(`UPDATE orders SET email = ?1 WHERE email = ''`).bind(email).run();
  if (rows > 1) return;
  await local.database
    .prepare('DELETE FROM order_lines WHERE order_number IN (SELECT number FROM orders WHERE email = ?1)')
    .bind(email)
    .run();
}

function judge(packages: readonly Package[]): readonly Verdict[] {
  const [, hundred, most] = packages;
  if (!hundred || !most) throw new Error('Three sizes are measured');
  const grownRows = most.rows / hundred.rows;
  const grownSize = most.bytes / hundred.bytes;
  return [
    {
      promise: 'a copy of 10,000 rows is made inside a Worker’s 128 MB',
      isKept: most.grownBytes < isolateBytes,
      figures: `workerd grew by ${(most.grownBytes / 1024 ** 2).toFixed(1)} MiB over a file of ${(most.bytes / 1024 ** 2).toFixed(1)} MiB`,
    },
    {
      promise: 'a copy grows no faster than its rows',
      isKept: grownSize <= grownRows,
      figures: `${grownRows} times the rows are ${grownSize.toFixed(1)} times the bytes, in ${(most.milliseconds / hundred.milliseconds).toFixed(1)} times the time`,
    },
  ];
}
