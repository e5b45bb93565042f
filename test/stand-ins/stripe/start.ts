import type Stripe from 'stripe';
import { pageAnswer, styleAnswer } from '../http/markup.ts';
import { type Answer, type Call, serveOnLoopback } from '../http/serve.ts';
import { style } from '../http/style.ts';
import { type Account, noRequest } from './account.ts';
import { type Api, answerApi, type RequestOnRecord } from './api.ts';
import { answerControl } from './control-routes.ts';
import { moveDispute, openDispute } from './disputes.ts';
import { expireByRequest, expireDueSessions, findSession } from './expire-session.ts';
import { warnOfFraud } from './fraud-warnings.ts';
import { makeIdempotency } from './idempotency.ts';
import type { Delivery, RedactionRecord, StoredEvent } from './ledger.ts';
import { unknownPage } from './payment-page.ts';
import { answerPaymentPage } from './payment-routes.ts';
import { keepIn, type Persistence } from './persistence.ts';
import { advanceRedactions } from './redaction-jobs.ts';
import { settleRefund } from './refunds.ts';
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

/** What becomes of a payment afterwards: https://docs.stripe.com/refunds, https://docs.stripe.com/disputes */
export const moneyBackEvents: readonly string[] = [
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
];

/** What a bank tells of a payment before it disputes it: https://docs.stripe.com/api/radar/early_fraud_warnings */
export const fraudEvents: readonly string[] = ['radar.early_fraud_warning.created'];

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
  /** Processes what is due by the clock: expiries, steps of redactions, webhook tries. Resolves when those tries have ended. */
  tick(): Promise<void>;
  /** Resolves when no webhook try is under way. */
  idle(): Promise<void>;
  sendWebhooksTo(url: string | null): void;
  /** Ends a bank debit that is under way. */
  settle(sessionId: string, outcome: 'succeeded' | 'failed'): 'settled' | 'not-waiting';
  /** Throws when the session is not open. */
  expire(sessionId: string): void;
  /** Ends a refund that waits, or sends back one that had succeeded. Throws where that can't be. */
  settleRefund(refundId: string, outcome: 'succeeded' | 'failed' | 'canceled'): void;
  /** The bank calls a payment into question, or first asks about it; answers the dispute's id. */
  dispute(intentId: string, kind?: 'dispute' | 'inquiry'): string;
  moveDispute(disputeId: string, to: 'closed' | 'lost' | 'under_review' | 'won'): void;
  /** The card's bank tells that a payment may be fraud; answers the warning's id. */
  warnOfFraud(intentId: string): string;
  release(order: ReleaseOrder): Promise<void>;
  redeliver(eventId: string): Promise<boolean>;
  /** Copies, oldest first. */
  sessions(): Stripe.Checkout.Session[];
  refunds(): Stripe.Refund[];
  events(): StoredEvent[];
  deliveries(): Delivery[];
  redactions(): RedactionRecord[];
  /** What came to the API, oldest first. */
  requests(): RequestOnRecord[];
}

/** What the parts of one running stand-in share. */
interface Running {
  readonly account: Account;
  readonly api: Api;
  readonly webhooks: Webhooks;
  readonly persistence: Persistence;
  url: string;
  webhookUrl: string | null;
  switches: Switches;
}

/** Starts a server that acts as Stripe for one account. README.md beside says where it differs from the real one. */
export async function startStripe(options: StripeOptions): Promise<StripeStandIn> {
  const running = assemble(options);
  const serving = await serveOnLoopback({
    port: options.port,
    host: options.host ?? '127.0.0.1',
    maximumBodyBytes,
    handle: (call) => answer(running, options.secretKey, call),
  });
  running.url = serving.url;
  const timer = options.clock ? null : setInterval(() => tick(running).catch(reportFault), tickMilliseconds);
  return {
    ...controls(running),
    url: serving.url,
    async close() {
      if (timer) clearInterval(timer);
      await serving.close();
      await running.webhooks.stop();
      running.persistence.flush();
    },
  };
}

/** The parts refer to each other: an event goes to the webhooks, and those read the account. */
function assemble(options: StripeOptions): Running {
  const persistence = keepIn(options.statePath);
  const account: Account = {
    ledger: persistence.ledger,
    merchantName: options.merchantName ?? 'LIEN',
    get url() {
      return running.url;
    },
    now: options.clock ?? Date.now,
    redactionRules: () => running.switches.redactions,
    refundsWait: () => running.switches.refundsWait,
    announce: (event) => running.webhooks.announce(event),
    changed: persistence.changed,
  };
  const switches = () => running.switches;
  const idempotency = makeIdempotency(account);
  const running: Running = {
    account,
    api: { account, secretKey: options.secretKey, idempotency, switches, requests: [] },
    webhooks: makeWebhooks({
      account,
      get webhookUrl() {
        return running.webhookUrl;
      },
      webhookSecret: options.webhookSecret,
      enabledEvents: new Set(options.enabledEvents ?? checkoutEvents),
      timeoutMilliseconds: options.webhookTimeoutMilliseconds ?? 10_000,
      switches,
    }),
    persistence,
    url: '',
    webhookUrl: options.webhookUrl ?? null,
    switches: allOff(),
  };
  return running;
}

function controls(running: Running): Omit<StripeStandIn, 'close' | 'url'> {
  const { account, api, webhooks } = running;
  const { ledger } = account;
  return {
    turn: (change) => turn(running, change),
    resetSwitches() {
      running.switches = allOff();
    },
    switches: () => structuredClone(running.switches),
    tick: () => tick(running),
    idle: webhooks.idle,
    sendWebhooksTo(url) {
      running.webhookUrl = url;
    },
    settle: (sessionId, outcome) => settlePayment(account, findSession(account, sessionId), outcome),
    expire(sessionId) {
      expireByRequest(account, sessionId, noRequest);
    },
    settleRefund: (refundId, outcome) => settleRefund(account, refundId, outcome),
    dispute: (intentId, kind = 'dispute') => openDispute(account, intentId, kind).id,
    moveDispute(disputeId, to) {
      moveDispute(account, disputeId, to);
    },
    warnOfFraud: (intentId) => warnOfFraud(account, intentId).id,
    release: webhooks.release,
    redeliver: webhooks.redeliver,
    sessions: () => structuredClone([...ledger.sessions.values()].map(({ session }) => session)),
    refunds: () => structuredClone([...ledger.refunds.values()]),
    events: () => structuredClone([...ledger.events.values()]),
    deliveries: () => structuredClone(ledger.deliveries),
    redactions: () => structuredClone([...ledger.redactions.values()]),
    requests: () => structuredClone(api.requests),
  };
}

function turn(running: Running, change: SwitchChange): void {
  running.switches = turned(running.switches, change);
}

function tick({ account, webhooks }: Running): Promise<void> {
  expireDueSessions(account);
  advanceRedactions(account);
  return webhooks.sendDue();
}

async function answer(running: Running, secretKey: string, call: Call): Promise<Answer> {
  const { account, api, webhooks, webhookUrl } = running;
  const path = call.url.pathname;
  if (path.startsWith('/v1/') || path.startsWith('/v2/')) return answerApi(api, call);
  if (path === '/style.css') return styleAnswer(style);
  const paymentPage = answerPaymentPage(account, call, secretKey);
  if (paymentPage) return paymentPage;
  const control = await answerControl({ api, webhooks, webhookUrl, turn: (change) => turn(running, change) }, call);
  return control ?? pageAnswer(404, unknownPage());
}

function reportFault(error: unknown): void {
  console.error('The Stripe stand-in failed to process what was due:', error);
}
