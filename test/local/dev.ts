import { spawn, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openingStockStatements } from '../../functions/deploy/queries.ts';
import { readCatalog } from '../../src/catalog/read-catalog.ts';
import { paths } from '../../src/paths.ts';
import { type AccessStandIn, startAccess } from '../stand-ins/access/start.ts';
import { startCarriers } from '../stand-ins/carriers/start.ts';
import { startMailbox } from '../stand-ins/mailbox/start.ts';
import { startStripe } from '../stand-ins/stripe/start.ts';
import { newSecrets } from './launch-shop.ts';
import { localStaff } from './local-staff.ts';

/**
 * `npm run dev`: Astro's development server with the same Worker and bindings, and the
 * stand-ins of Stripe, the staff sign-in and the carriers. The e-mail binding is wrangler's simulated one: it prints what it
 * would send. The databases are wrangler's own local ones, apart from those of `npm start`.
 */

const project = fileURLToPath(new URL('../../', import.meta.url));
const port = Number(process.env.PORT ?? 4321);
const secrets = newSecrets();
/** No telemetry, and no looking up of where this machine is. */
const quietEnvironment = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', CLOUDFLARE_CF_FETCH_ENABLED: 'false' };

const stripe = await startStripe({
  host: '127.0.0.1',
  port: port + 1,
  secretKey: secrets.stripeSecretKey,
  webhookSecret: secrets.stripeWebhookSecret,
  webhookUrl: `http://127.0.0.1:${port}/api/stripe/webhook`,
});
const mailbox = await startMailbox({ host: '127.0.0.1', port: port + 2 });
const access = await startAccess({
  host: '127.0.0.1',
  port: port + 3,
  shopUrl: `http://127.0.0.1:${port}`,
  people: localStaff,
});
const carriers = await startCarriers({
  host: '127.0.0.1',
  port: port + 4,
  shopUrl: `http://127.0.0.1:${port}`,
  dhlToken: secrets.dhlPushToken,
  fedexSecret: secrets.fedexPushSecret,
});
await writeSettings(stripe.url, access);
await prepareDatabases();
console.log(`The staff's desk: ${access.url}${paths.staff}`);
console.log(`DHL and FedEx, stood in: ${carriers.url}`);
const astro = spawn('astro', ['dev', '--port', String(port), '--host', '127.0.0.1'], {
  cwd: project,
  stdio: 'inherit',
  env: quietEnvironment,
});
astro.on('exit', async (code) => {
  await Promise.all([stripe.close(), mailbox.close(), access.close(), carriers.close()]);
  process.exit(code ?? 0);
});
// The terminal sends Ctrl-C to Astro too; its end ends us.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => astro.kill(signal));

/** The Worker's settings for this run, where wrangler and Astro look for them; git ignores the file. */
async function writeSettings(stripeApiBase: string, signIn: AccessStandIn): Promise<void> {
  const settings = {
    SITE_ORIGIN: `http://localhost:${port}`,
    EMAIL_FROM: 'orders@shop.example',
    STRIPE_API_BASE: stripeApiBase,
    STRIPE_SECRET_KEY: secrets.stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
    ORDER_LINK_SECRET: secrets.orderLinkSecret,
    PRIVACY_SECRET: secrets.privacySecret,
    ACCESS_TEAM_DOMAIN: signIn.url,
    ACCESS_AUDIENCE: signIn.audience,
    DHL_PUSH_TOKEN: secrets.dhlPushToken,
    FEDEX_PUSH_SECRET: secrets.fedexPushSecret,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  await writeFile(join(project, '.dev.vars'), `${lines.join('\n')}\n`, { mode: 0o600 });
}

async function prepareDatabases(): Promise<void> {
  for (const database of ['DB', 'ANALYTICS']) runWrangler('d1', 'migrations', 'apply', database, '--local');
  await mkdir(join(project, '.local'), { recursive: true });
  const file = join(project, '.local/seed.sql');
  await writeFile(file, openingStockStatements(await readCatalog()) + staffStatement());
  runWrangler('d1', 'execute', 'DB', '--local', '--yes', '--file', file);
}

function staffStatement(): string {
  const rows = localStaff.map(({ email, role }) => `('${email}', '${role}', ${Date.now()})`);
  return `INSERT INTO staff (email, role, added_at) VALUES ${rows.join(', ')} ON CONFLICT (email) DO NOTHING;\n`;
}

function runWrangler(...words: string[]): void {
  const { status } = spawnSync('wrangler', words, { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`wrangler ${words.slice(0, 3).join(' ')} ended with ${status}`);
}
