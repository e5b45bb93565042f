import type Stripe from 'stripe';
import { redirectAnswer, styleAnswer } from '../http/markup.ts';
import { type Answer, type Call, serveOnLoopback } from '../http/serve.ts';
import { style } from '../http/style.ts';
import { type Account, noRequest } from './account.ts';
import { type Api, answerApi, type RequestOnRecord } from './api.ts';
import { answerControl } from './control-routes.ts';
import { expireByRequest, expireDueSessions, findSession } from './expire-session.ts';
import { makeIdempotency } from './idempotency.ts';
import type { Delivery, StoredEvent } from './ledger.ts';
import { answerPaymentPage } from './payment-routes.ts';
import { keepIn } from './persistence.ts';
import { settlePayment } from './settle-payment.ts';
import { allOff, type SwitchChange, type Switches, turned } from './switches.ts';
import { makeWebhooks, type ReleaseOrder, type Webhooks } from './webhooks.ts';

const maximumBodyBytes = 1024 * 1024;
const tickMilliseconds = 250;

/** The events that a shop needs to follow its Checkout Sessions: https://docs.stripe.com/checkout/fulfillment */
export const checkoutEvents: readonly string[] = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
];

export interface StripeOptions {
  /** 0 lets the system choose; `url` then tells. */
  readonly port: number;
  /** A loopback address; 127.0.0.1 unless given. */
  readonly host?: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Null or left out: webhooks go nowhere. It can be told later with `sendWebhooksTo`. */
  readonly webhookUrl?: string | null;
  /** The types of events that are delivered; the four of Checkout Sessions unless given. */
  readonly enabledEvents?: readonly string[];
  readonly webhookTimeoutMilliseconds?: number;
  /** Milliseconds since the epoch. With a clock of its own nothing happens by itself: call `tick`. */
  readonly clock?: () => number;
  /** A JSON file that keeps everything over a restart. */
  readonly statePath?: string;
  readonly merchantName?: string;
}

export interface StripeStandIn {
  /** "http://127.0.0.1:4242" */
  readonly url: string;
  close(): Promise<void>;
  /** Sets some switches; the others stay as they are. */
  turn(change: SwitchChange): void;
  /** Everything behaves again. */
  resetSwitches(): void;
  switches(): Readonly<Switches>;
  /** Processes what is due by the clock: expiries and webhook tries. Resolves when those tries have ended. */
  tick(): Promise<void>;
  /** Resolves when no webhook try is under way. */
  idle(): Promise<void>;
  sendWebhooksTo(url: string | null): void;
  /** Ends a bank debit that is under way. */
  settle(sessionId: string, outcome: 'succeeded' | 'failed'): 'settled' | 'not-waiting';
  /** Throws when the session is not open. */
  expire(sessionId: string): void;
  release(order: ReleaseOrder): Promise<void>;
  redeliver(eventId: string): Promise<boolean>;
  /** Copies, oldest first. */
  sessions(): Stripe.Checkout.Session[];
  events(): StoredEvent[];
  deliveries(): Delivery[];
  /** What came to the API, oldest first. */
  requests(): RequestOnRecord[];
}

/** Starts a server that acts as Stripe for one account. README.md beside says where it differs from the real one. */
export async function startStripe(options: StripeOptions): Promise<StripeStandIn> {
  const persistence = keepIn(options.statePath);
  let switches = allOff();
  let webhookUrl = options.webhookUrl ?? null;
  let url = '';
  const account: Account = {
    ledger: persistence.ledger,
    merchantName: options.merchantName ?? 'LIEN',
    get url() {
      return url;
    },
    now: options.clock ?? Date.now,
    announce: (event) => webhooks.announce(event),
    changed: persistence.changed,
  };
  const webhooks: Webhooks = makeWebhooks({
    account,
    get webhookUrl() {
      return webhookUrl;
    },
    webhookSecret: options.webhookSecret,
    enabledEvents: new Set(options.enabledEvents ?? checkoutEvents),
    timeoutMilliseconds: options.webhookTimeoutMilliseconds ?? 10_000,
    switches: () => switches,
  });
  const requests: RequestOnRecord[] = [];
  const idempotency = makeIdempotency(account);
  const api: Api = { account, secretKey: options.secretKey, idempotency, switches: () => switches, requests };
  const turn = (change: SwitchChange) => {
    switches = turned(switches, change);
  };
  const serving = await serveOnLoopback({
    port: options.port,
    host: options.host ?? '127.0.0.1',
    maximumBodyBytes,
    handle: (call) => answer({ api, webhooks, webhookUrl, turn }, options.secretKey, call),
  });
  url = serving.url;
  const tick = () => {
    expireDueSessions(account);
    return webhooks.sendDue();
  };
  const timer = options.clock ? null : setInterval(() => tick().catch(reportFault), tickMilliseconds);
  return {
    url,
    async close() {
      if (timer) clearInterval(timer);
      await serving.close();
      await webhooks.stop();
      persistence.flush();
    },
    turn,
    resetSwitches() {
      switches = allOff();
    },
    switches: () => structuredClone(switches),
    tick,
    idle: webhooks.idle,
    sendWebhooksTo(address) {
      webhookUrl = address;
    },
    settle: (sessionId, outcome) => settlePayment(account, findSession(account, sessionId), outcome),
    expire(sessionId) {
      expireByRequest(account, sessionId, noRequest);
    },
    release: webhooks.release,
    redeliver: webhooks.redeliver,
    sessions: () => structuredClone([...account.ledger.sessions.values()].map(({ session }) => session)),
    events: () => structuredClone([...account.ledger.events.values()]),
    deliveries: () => structuredClone(account.ledger.deliveries),
    requests: () => structuredClone(requests),
  };
}

async function answer(controls: Parameters<typeof answerControl>[0], secretKey: string, call: Call): Promise<Answer> {
  if (call.url.pathname.startsWith('/v1/') || call.url.pathname.startsWith('/v2/'))
    return answerApi(controls.api, call);
  if (call.url.pathname === '/style.css') return styleAnswer(style);
  const found = answerPaymentPage(controls.api.account, call, secretKey) ?? (await answerControl(controls, call));
  return found ?? (call.method === 'GET' ? redirectAnswer('/') : { status: 404, headers: {}, body: '' });
}

function reportFault(error: unknown): void {
  console.error('The Stripe stand-in failed to process what was due:', error);
}
