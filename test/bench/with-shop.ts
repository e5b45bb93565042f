import { fileURLToPath } from 'node:url';
import { buildIfChanged } from '../local/build-if-changed.ts';
import { type LocalShop, launchShop, type ShopOptions } from '../local/launch-shop.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** Runs `act` against a fresh shop of its own, in memory, and closes it whatever happens. */
export async function withShop<Outcome>(
  act: (shop: LocalShop) => Promise<Outcome>,
  options: Pick<ShopOptions, 'secrets'> = {},
): Promise<Outcome> {
  await buildIfChanged(project, `${project}.local`);
  const shop = await launchShop({ ...options, onLog: (line) => console.error(`  worker  ${line}`) });
  try {
    return await act(shop);
  } finally {
    await shop.close();
  }
}
