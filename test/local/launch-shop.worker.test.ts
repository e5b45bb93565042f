import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RateLimit } from '@cloudflare/workers-types';
import { afterAll, expect, test } from 'vitest';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from './launch-shop.ts';

const folder = mkdtempSync(join(tmpdir(), 'shop-again-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sku = 'AUR-YG-52';

test('a second start in the same folder finds the data of the first, and migrates nothing again', async () => {
  const first = await launchShop({ folder });
  expect(first.migrated.length).toBeGreaterThan(0);
  await first.database.prepare('UPDATE stock SET on_hand = 77 WHERE sku = ?1').bind(sku).run();
  await first.close();

  const second = await launchShop({ folder });
  expect(second.migrated).toEqual([]);
  const row = await second.database.prepare('SELECT on_hand FROM stock WHERE sku = ?1').bind(sku).first();
  expect(row).toEqual({ on_hand: 77 });
  await second.close();
});

test('what the Worker logs is heard', async () => {
  const lines: string[] = [];
  const shop = await launchShop({ onLog: (line) => lines.push(line) });
  await shop.database.exec('DROP TABLE stock');
  const { status } = await fetch(`${shop.url}${apiPaths.stock}?sku=${sku}`);
  await shop.close();
  expect(status).toBe(500);
  expect(lines.join('\n')).toContain('Unexpected');
});

/** One more than twice the limit: the host's minute may end once in between. */
const surely = 41;

async function refusals(shop: LocalShop): Promise<number> {
  const { RATE_LIMIT_SIGN_IN: limiter } = await shop.worker.getBindings<{ RATE_LIMIT_SIGN_IN: RateLimit }>('shop');
  let refused = 0;
  for (let knock = 0; knock < surely; knock += 1) {
    const { success } = await limiter.limit({ key: '127.0.0.1' });
    if (!success) refused += 1;
  }
  return refused;
}

test('the rate limits that wrangler.toml sets reach the Worker', async () => {
  const shop = await launchShop({ rateLimits: 'as-deployed' });
  expect(await refusals(shop)).toBeGreaterThan(0);
  await shop.close();
});

test('and hinder nobody on this machine, which is one network', async () => {
  const shop = await launchShop();
  expect(await refusals(shop)).toBe(0);
  await shop.close();
});
