import type { D1Database, Fetcher, Queue, R2Bucket, SendEmail } from '@cloudflare/workers-types';
import type { Config } from '../../functions/config.ts';
import { AccessGateway } from '../../functions/gateways/access.ts';
import { EmailGateway } from '../../functions/gateways/email.ts';
import { StripeGateway } from '../../functions/gateways/stripe.ts';
import type { MailMessage } from '../../functions/mail/message.ts';
import type { Shop } from '../../functions/shop.ts';
import { launchStorage } from '../local/launch-storage.ts';
import type { Database } from '../local/reach-database.ts';
import { secretKey, webhookSecret } from '../stand-ins/stripe/stand-in.ts';

/** What the acts of the Worker are given, with D1 and R2 of the real workerd, and a clock that the test moves. */
export interface OpenShop {
  readonly database: Database;
  readonly analytics: Database;
  readonly ledger: R2Bucket;
  readonly analyticsKeys: R2Bucket;
  /** Every message that left, oldest first. */
  readonly letters: SentLetter[];
  /** The shop at an instant; with something of it changed, such as a database that dies. */
  at(now: number, changes?: Partial<Shop>): Shop;
  close(): Promise<void>;
}

export interface SentLetter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Weeks of making, by SKU; a SKU that is not here is not sold. */
const makingWeeks: Readonly<Record<string, number>> = { STOCK: 0, MADE: 8 };

export async function openShop(stripeUrl = 'http://127.0.0.1:1', persistTo?: string): Promise<OpenShop> {
  const { database, analytics, close, ...buckets } = await launchStorage(persistTo);
  // The same buckets, seen through the types of the Worker.
  const ledger = buckets.ledger as unknown as R2Bucket;
  const analyticsKeys = buckets.analyticsKeys as unknown as R2Bucket;
  const letters: SentLetter[] = [];
  const config = configOf(stripeUrl);
  const shop: Omit<Shop, 'now'> = {
    config,
    database: database as unknown as D1Database,
    analytics: analytics as unknown as D1Database,
    ledger,
    analyticsKeys,
    assets: catalogue(),
    stripe: new StripeGateway(config),
    access: new AccessGateway(config),
    email: new EmailGateway(mailbox(letters), config),
    // The sweep sends what the queue would have.
    mailQueue: { send: () => Promise.resolve(), sendBatch: () => Promise.resolve() } as unknown as Queue<MailMessage>,
  };
  return {
    database,
    analytics,
    ledger,
    analyticsKeys,
    letters,
    at: (now, changes = {}) => ({ ...shop, now, ...changes }),
    close,
  };
}

function configOf(stripeApiBase: string): Config {
  return {
    siteOrigin: 'http://shop.example',
    emailFrom: 'orders@shop.example',
    stripeApiBase,
    stripeSecretKey: secretKey,
    stripeWebhookSecret: webhookSecret,
    orderLinkSecret: 'o'.repeat(32),
    privacySecret: 'p'.repeat(32),
    accessTeamDomain: 'http://localhost',
    accessAudience: 'a1'.repeat(32),
  };
}

function mailbox(letters: SentLetter[]): SendEmail {
  const send = ({ to, subject, text }: SentLetter) => {
    letters.push({ to, subject, text });
    return Promise.resolve({ messageId: `message-${letters.length}` });
  };
  return { send } as unknown as SendEmail;
}

/** In whichever language it is asked for, the same. */
function catalogue(): Fetcher {
  const fetch = (address: URL) => {
    const sku = /\/catalog\/(.+)\.json$/.exec(address.pathname)?.[1] ?? '';
    const weeks = makingWeeks[sku];
    if (weeks === undefined) return Promise.resolve(new Response('', { status: 404 }));
    return Promise.resolve(Response.json(itemOf(sku, weeks)));
  };
  return { fetch } as unknown as Fetcher;
}

function itemOf(sku: string, weeks: number) {
  return {
    sku,
    slug: 'piece',
    name: 'Piece',
    summary: 'A piece for tests.',
    variant: '',
    prices: { EUR: 1, GBP: 1, USD: 1, CHF: 1, JPY: 1, AED: 1 },
    photograph: { src: '/piece.webp', width: 1, height: 1, alt: 'A piece' },
    weightGrams: 1,
    customsCode: '711319',
    madeIn: 'FR',
    ...(weeks > 0 ? { madeToOrderWeeks: weeks } : {}),
  };
}
