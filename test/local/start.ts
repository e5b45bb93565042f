import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Cron } from 'croner';
import { paths } from '../../src/paths.ts';
import { buildIfChanged } from './build-if-changed.ts';
import { type LocalShop, launchShop, newSecrets, type ShopSecrets } from './launch-shop.ts';
import { localStaff } from './local-staff.ts';

/** `npm start`: the whole shop on this machine, until Ctrl-C. */

const project = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(project, '.local');

const ports = readPorts(process.env);
await refuseTakenPorts(ports);
await mkdir(folder, { recursive: true });
await buildIfChanged(project, folder);
const shop = await launchShop({
  ports,
  folder,
  secrets: await keepSecrets(),
  onLog: (line) => console.log(`  worker  ${line}`),
});
// `npm run reset` looks here, so as not to empty a shop that is open.
const note = join(folder, 'running');
await writeFile(note, String(process.pid));
// The house's commands that ask a running shop find it here: as-staff.ts.
const addresses = join(folder, 'addresses.json');
await writeFile(addresses, JSON.stringify({ shop: shop.url, access: shop.access.url }));
const clocks = await tick(shop);
printTable(shop);
stopOnSignal(shop, clocks);

interface Ports {
  readonly shop: number;
  readonly stripe: number;
  readonly mailbox: number;
  readonly access: number;
  readonly carriers: number;
}

/** PORT for the shop; its neighbours for the stand-ins unless STRIPE_PORT, MAILBOX_PORT, ACCESS_PORT and CARRIERS_PORT say otherwise. */
function readPorts(environment: NodeJS.ProcessEnv): Ports {
  const shop = readPort(environment, 'PORT', 8787);
  return {
    shop,
    stripe: readPort(environment, 'STRIPE_PORT', shop + 1),
    mailbox: readPort(environment, 'MAILBOX_PORT', shop + 2),
    access: readPort(environment, 'ACCESS_PORT', shop + 3),
    carriers: readPort(environment, 'CARRIERS_PORT', shop + 4),
  };
}

function readPort(environment: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = environment[name] ?? String(otherwise);
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  return stop(`${name} is "${text}": give a port from 1 to 65535, such as ${name}=8787.`);
}

async function refuseTakenPorts(wanted: Ports): Promise<void> {
  const names = {
    shop: 'PORT',
    stripe: 'STRIPE_PORT',
    mailbox: 'MAILBOX_PORT',
    access: 'ACCESS_PORT',
    carriers: 'CARRIERS_PORT',
  } as const;
  for (const part of ['shop', 'stripe', 'mailbox', 'access', 'carriers'] as const) {
    const port = wanted[part];
    if (await isTaken(port)) {
      stop(
        `Port ${port} (${part}) is taken by another program. End that one, or choose: ${names[part]}=${port + 100} npm start`,
      );
    }
  }
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(true));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(false)));
  });
}

/** Made once for this folder, so that an order's link of yesterday opens today; one that came later is added. */
async function keepSecrets(): Promise<ShopSecrets> {
  const file = join(folder, 'secrets.json');
  // Our own file, written below; `npm run reset` makes a new one. What a newer shop needs too is added.
  const kept = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Partial<ShopSecrets>) : {};
  const secrets = { ...newSecrets(), ...kept };
  await writeFile(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

/** workerd fires no cron by itself, so the crons that were deployed are ticked here. */
async function tick(running: LocalShop): Promise<Cron[]> {
  const deployed = JSON.parse(await readFile(join(project, 'dist/server/wrangler.json'), 'utf8')) as {
    readonly triggers: { readonly crons: readonly string[] };
  };
  return deployed.triggers.crons.map(
    (cron) =>
      new Cron(cron, { timezone: 'UTC', protect: true }, async (self) => {
        await running.runSchedule(cron, self.currentRun() ?? new Date());
      }),
  );
}

function printTable(running: LocalShop): void {
  console.log(`
  The shop             ${running.url}
  The mailbox          ${running.mailbox.url}
  Stripe, stood in     ${running.stripe.url}
  DHL and FedEx        ${running.carriers.url}
  The staff's desk     ${running.access.url}${paths.staff}

  Pay with 4242 4242 4242 4242, any date to come, any three digits.
  Sign in to the desk as ${localStaff.map(({ email }) => email).join(', ')}.
  Everything listens on this machine alone. Ctrl-C ends it; the data stays in .local until npm run reset.
`);
}

function stopOnSignal(running: LocalShop, crons: readonly Cron[]): void {
  let isStopping = false;
  const end = async () => {
    if (isStopping) return;
    isStopping = true;
    for (const cron of crons) cron.stop();
    await running.close();
    await Promise.all([rm(note, { force: true }), rm(addresses, { force: true })]);
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());
}

function stop(words: string): never {
  console.error(words);
  process.exit(1);
}
