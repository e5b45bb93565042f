import { randomBytes, randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import type { Miniflare } from 'miniflare';
import { type AccessStandIn, startAccess } from '../stand-ins/access/start.ts';
import { type CarriersStandIn, startCarriers } from '../stand-ins/carriers/start.ts';
import { type Mailbox, startMailbox } from '../stand-ins/mailbox/start.ts';
import {
  checkoutEvents,
  fraudEvents,
  moneyBackEvents,
  type StripeStandIn,
  startStripe,
} from '../stand-ins/stripe/start.ts';
import { launchWorker } from './launch-worker.ts';
import { localStaff } from './local-staff.ts';
import { migrate, migrateAnalytics, seedStaff, seedStock } from './migrate.ts';
import type { Outbound } from './outbound.ts';
import { type Database, reachDatabase } from './reach-database.ts';

/** The whole shop on this machine: built pages and Worker, D1, and the stand-ins of Stripe, e-mail, staff sign-in and carriers. */
export interface LocalShop {
  readonly url: string;
  readonly stripe: StripeStandIn;
  readonly mailbox: Mailbox;
  /** The staff sign-in: at its address the desk is reached by somebody who signed in. */
  readonly access: AccessStandIn;
  /** DHL and FedEx, who push what becomes of a parcel. */
  readonly carriers: CarriersStandIn;
  readonly database: Database;
  /** Page views and their counters. */
  readonly analytics: Database;
  readonly worker: Miniflare;
  /** The migrations applied at this start, of the shop's database and then of the page views'. */
  readonly migrated: readonly string[];
  /** Runs what the schedule has for this cron, as if it were that time. */
  runSchedule(cron: string, at: Date): Promise<void>;
  close(): Promise<void>;
}

export interface ShopSecrets {
  readonly stripeSecretKey: string;
  readonly stripeWebhookSecret: string;
  readonly orderLinkSecret: string;
  readonly privacySecret: string;
  readonly dhlPushToken: string;
  readonly fedexPushSecret: string;
}

export interface ShopOptions {
  /** Free ports where none are given. */
  readonly ports?: {
    readonly shop: number;
    readonly stripe: number;
    readonly mailbox: number;
    readonly access: number;
    readonly carriers: number;
  };
  /** Where the database and the stand-ins keep their state; in memory without it. */
  readonly folder?: string;
  readonly secrets?: ShopSecrets;
  /** The stand-ins' clock, milliseconds since the epoch. */
  readonly clock?: () => number;
  readonly onLog?: (line: string) => void;
  /** Sees every request that leaves the Worker; none but the stand-ins can then be reached. */
  readonly outbound?: Outbound;
  /** Keeps the rate limits of wrangler.toml; without it this machine, which is one network, may ask far oftener. */
  readonly rateLimits?: 'as-deployed';
}

export async function launchShop(options: ShopOptions = {}): Promise<LocalShop> {
  const ports = options.ports ?? { shop: await freePort(), stripe: 0, mailbox: 0, access: 0, carriers: 0 };
  const secrets = options.secrets ?? newSecrets();
  const url = `http://localhost:${ports.shop}`;
  const mailbox = await startMailbox({
    host: '127.0.0.1',
    port: ports.mailbox,
    ...(options.folder ? { statePath: `${options.folder}/mailbox.json` } : {}),
  });
  const stripe = await startStripe({
    host: '127.0.0.1',
    port: ports.stripe,
    secretKey: secrets.stripeSecretKey,
    webhookSecret: secrets.stripeWebhookSecret,
    webhookUrl: `http://127.0.0.1:${ports.shop}/api/stripe/webhook`,
    enabledEvents: [...checkoutEvents, ...moneyBackEvents, ...fraudEvents],
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.folder ? { statePath: `${options.folder}/stripe.json` } : {}),
  });
  const access = await startAccess({ host: '127.0.0.1', port: ports.access, shopUrl: url, people: localStaff });
  const carriers = await startCarriers({
    host: '127.0.0.1',
    port: ports.carriers,
    shopUrl: url,
    dhlToken: secrets.dhlPushToken,
    fedexSecret: secrets.fedexPushSecret,
    ...(options.clock ? { clock: options.clock } : {}),
  });
  const worker = await launchWorker({
    port: ports.shop,
    bindings: bindingsOf(url, stripe.url, access, secrets),
    mailboxUrl: mailbox.url,
    ...(options.folder ? { persistTo: `${options.folder}/state` } : {}),
    ...(options.onLog ? { onLog: options.onLog } : {}),
    rateLimits: options.rateLimits,
    ...(options.outbound
      ? { outbound: { watch: options.outbound, reachable: [stripe.url, mailbox.url, access.url] } }
      : {}),
  });
  const database = await reachDatabase(worker, 'DB');
  const analytics = await reachDatabase(worker, 'ANALYTICS');
  const migrated = [...(await migrate(database)), ...(await migrateAnalytics(analytics))];
  await seedStock(database);
  await seedStaff(database);
  return {
    url,
    stripe,
    mailbox,
    access,
    carriers,
    database,
    analytics,
    worker,
    migrated,
    async runSchedule(cron, at) {
      const { outcome } = await (await worker.getWorker('shop')).scheduled({ cron, scheduledTime: at });
      if (outcome !== 'ok') throw new Error(`The schedule's ${cron} ended with ${outcome}`);
    },
    async close() {
      await worker.dispose();
      await Promise.all([stripe.close(), mailbox.close(), access.close(), carriers.close()]);
    },
  };
}

export function newSecrets(): ShopSecrets {
  return {
    stripeSecretKey: `sk_test_${randomBytes(24).toString('hex')}`,
    stripeWebhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
    orderLinkSecret: randomBytes(32).toString('hex'),
    privacySecret: randomBytes(32).toString('hex'),
    dhlPushToken: randomBytes(24).toString('hex'),
    fedexPushSecret: randomBytes(24).toString('hex'),
  };
}

function bindingsOf(
  siteOrigin: string,
  stripeApiBase: string,
  access: AccessStandIn,
  secrets: ShopSecrets,
): Record<string, string> {
  return {
    SITE_ORIGIN: siteOrigin,
    EMAIL_FROM: 'orders@shop.example',
    STRIPE_API_BASE: stripeApiBase,
    STRIPE_SECRET_KEY: secrets.stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
    ORDER_LINK_SECRET: secrets.orderLinkSecret,
    PRIVACY_SECRET: secrets.privacySecret,
    ACCESS_TEAM_DOMAIN: access.url,
    ACCESS_AUDIENCE: access.audience,
    DHL_PUSH_TOKEN: secrets.dhlPushToken,
    FEDEX_PUSH_SECRET: secrets.fedexPushSecret,
  };
}

/** Below those that the system gives out by itself: one of these could be another's before the Worker has taken it. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 20; tries += 1) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
  throw new Error('No free port was found between 20,000 and 32,000.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
