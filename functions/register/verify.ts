/**
 * `npm run register:verify -- --url https://shop.example`: whether every entry of the register of requests is there
 * and as it was written. ACCESS_TOKEN is a token of the staff sign-in, of somebody who is privacy or owner.
 * Ends with 1 when an entry is not, and with 2 when the register could not be read.
 */
import { parseArgs } from 'node:util';
import { apiPaths } from '../../src/paths.ts';
import { readRunningRegister } from '../gateways/running-shop.ts';
import { printReport } from './print-report.ts';

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : 'The register could not be read.');
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { url: { type: 'string' } } });
  const token = process.env['ACCESS_TOKEN'];
  if (!values.url || !token) throw new Error('Give the shop’s address as --url, and ACCESS_TOKEN in the environment.');
  const report = await readRunningRegister(values.url, apiPaths.registerVerify, token);
  console.log(printReport(report));
  process.exitCode = report.faults.length === 0 ? 0 : 1;
}
