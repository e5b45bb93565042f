import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { unstable_getMiniflareWorkerOptions as readWorkerOptions } from 'wrangler';
import { z } from 'zod';
import { type Outbound, watchOutbound } from './outbound.ts';
import { databaseWorker } from './reach-database.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const serverFolder = join(project, 'dist/server');
const sendEmailWorker = join(project, 'test/stand-ins/mailbox/send-email-worker.mjs');

export interface WorkerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** What wrangler.toml's vars and the secrets are in production. */
  readonly bindings: Readonly<Record<string, string>>;
  /** Where messages go: a stand-in takes the place of the e-mail binding. */
  readonly mailboxUrl: string;
  /** A folder; without one everything is in memory. */
  readonly persistTo?: string;
  /** Receives each line that the Worker or workerd prints. */
  readonly onLog?: (line: string) => void;
  /** Sees and answers what the Worker sends; of the outside only `reachable`, origins, can then be reached. */
  readonly outbound?: { readonly watch: Outbound; readonly reachable: readonly string[] };
  /** Keeps the rate limits of wrangler.toml. Without it they are far higher: all on this machine share one address. */
  readonly rateLimits?: 'as-deployed' | undefined;
}

const rateLimits = z.record(
  z.string(),
  z.object({ namespace_id: z.string(), simple: z.object({ limit: z.number(), period: z.literal([10, 60]) }) }),
);
type RateLimits = z.output<typeof rateLimits>;

const databaseIds = z.record(
  z.string(),
  z.object({ id: z.string() }).transform(({ id }) => id),
);

/** The built Worker in the real workerd, with the bindings that wrangler.toml gives it, on loopback. */
export async function launchWorker(options: WorkerOptions): Promise<Miniflare> {
  // Wrangler types these as a union that TypeScript can't take apart; Miniflare checks them with its own schema.
  const bound = readWorkerOptions(join(serverFolder, 'wrangler.json')).workerOptions as Record<string, object | string>;
  const { email: _simulated, ...rest } = bound;
  const shop = {
    ...rest,
    name: 'shop',
    rootPath: serverFolder,
    modulesRoot: serverFolder,
    modules: await modulesOf(serverFolder),
    bindings: { ...options.bindings },
    serviceBindings: { EMAIL: { name: 'email', entrypoint: 'SendEmail' } },
    ratelimits: rateLimitsOf(rateLimits.parse(bound.ratelimits), options),
    ...outboundOf('shop', options),
  };
  const email = {
    name: 'email',
    compatibilityDate: String(bound.compatibilityDate),
    modules: [{ type: 'ESModule' as const, path: sendEmailWorker }],
    bindings: { MAILBOX_URL: options.mailboxUrl },
    ...outboundOf('email-binding', options),
  };
  const worker = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: options.port,
      // This machine is in no country; `false` would put it into one of Miniflare's choice.
      cf: {},
      ...(options.persistTo ? { resourcePersistencePath: options.persistTo } : {}),
      ...(options.onLog ? { handleStructuredLogs: forward(options.onLog) } : {}),
      workers: [shop, email, databaseWorker(databaseIds.parse(bound.d1Databases))],
    }),
  );
  await worker.ready;
  return worker;
}

function rateLimitsOf(deployed: RateLimits, options: WorkerOptions): RateLimits {
  if (options.rateLimits === 'as-deployed') return deployed;
  return Object.fromEntries(
    Object.entries(deployed).map(([name, { namespace_id, simple }]) => [
      name,
      { namespace_id, simple: { ...simple, limit: simple.limit * 1_000 } },
    ]),
  );
}

function outboundOf(from: 'shop' | 'email-binding', { outbound }: WorkerOptions) {
  return outbound ? { outboundService: watchOutbound(from, outbound.watch, outbound.reachable) } : {};
}

/** The entry first, as workerd wants it, then what it imports. */
async function modulesOf(folder: string) {
  const files = await readdir(folder, { recursive: true });
  const scripts = files.filter((file) => /\.(mjs|js|wasm)$/.test(file)).sort();
  const ordered = ['entry.mjs', ...scripts.filter((file) => file !== 'entry.mjs')];
  return ordered.map((file) => ({
    type: file.endsWith('.wasm') ? ('CompiledWasm' as const) : ('ESModule' as const),
    path: join(folder, relative('.', file)),
  }));
}

function forward(onLog: (line: string) => void) {
  return ({ message }: { readonly message: string }) => {
    for (const line of message.split('\n').filter(Boolean)) onLog(line);
  };
}
