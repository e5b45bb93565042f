import type { LocalShop } from './launch-shop.ts';
import { type CommandOutcome, runCommand } from './run-command.ts';

/** A command of the house as `npm run` has it, against this shop, by its owner. */
export async function runAsOwner(shop: LocalShop, command: string): Promise<CommandOutcome> {
  const environment = { ACCESS_TOKEN: await shop.access.tokenFor('owner@shop.example') };
  const parameters = ['test/local/as-staff.ts', command, '--url', shop.url];
  return runCommand('node', parameters, { environment, output: 'collect', errors: 'collect' });
}
