import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { jsonAnswer, pageAnswer, redirectAnswer, styleAnswer } from '../http/markup.ts';
import { type Answer, type Call, serveOnLoopback } from '../http/serve.ts';
import { style } from '../http/style.ts';
import { indexPage } from './index-page.ts';
import { type Carrier, type Parcel, type ParcelWish, parcelSchema, scan, takeOn } from './parcel-life.ts';
import { activationPush, pushOf } from './push-body.ts';
import { allOff, type Delivery, makeSending, type Sending, type Switches, switchesSchema } from './send-pushes.ts';

const maximumBodyBytes = 64 * 1024;
const keptParcels = 200;

export interface CarriersOptions {
  /** 0 lets the system choose; `url` then tells. */
  readonly port: number;
  /** A loopback address; 127.0.0.1 unless given. */
  readonly host?: string;
  /** The shop's origin. */
  readonly shopUrl: string;
  /** What the house gave DHL for its header, and FedEx to sign with. */
  readonly dhlToken: string;
  readonly fedexSecret: string;
  /** Milliseconds since the epoch. With one, nothing is sent again by itself: `tick()` does. */
  readonly clock?: () => number;
}

export interface CarriersStandIn {
  readonly url: string;
  close(): Promise<void>;
  /** Takes a parcel on; it is not scanned yet. */
  ship(wish: ParcelWish): Parcel;
  /** Scans it once more, and pushes that; false when its way is over or nobody knows it. */
  advance(carrier: Carrier, trackingNumber: string): Promise<boolean>;
  /** Scans it to the end of its way. */
  finish(carrier: Carrier, trackingNumber: string): Promise<void>;
  /** Pushes the way so far once more. */
  repeat(carrier: Carrier, trackingNumber: string): Promise<void>;
  /** DHL asks the shop to activate a subscription; answers the secret that does. */
  askToActivate(subscription: string): Promise<string>;
  /** Sends what is due, again or after its delay. */
  tick(): Promise<void>;
  turn(change: Partial<Switches>): void;
  resetSwitches(): void;
  release(order: 'first-to-last' | 'last-to-first'): Promise<void>;
  deliveries(): readonly Delivery[];
}

interface Running {
  readonly options: CarriersOptions;
  readonly parcels: Map<string, Parcel>;
  readonly sending: Sending;
  readonly now: () => number;
  switches: Switches;
}

/** Starts a server that acts as DHL and FedEx towards the shop. README.md beside says where it differs. */
export async function startCarriers(options: CarriersOptions): Promise<CarriersStandIn> {
  const now = options.clock ?? Date.now;
  const sending = makeSending({ ...options, now, switches: () => running.switches });
  const running: Running = { options, parcels: new Map(), sending, now, switches: { ...allOff } };
  const serving = await serveOnLoopback({
    port: options.port,
    host: options.host ?? '127.0.0.1',
    maximumBodyBytes,
    handle: (call) => answer(running, call),
  });
  const ticking = options.clock ? undefined : setInterval(() => void sending.sendDue(), 1_000);
  return {
    url: serving.url,
    async close() {
      clearInterval(ticking);
      await serving.close();
    },
    ship: (wish) => ship(running, wish),
    advance: (carrier, trackingNumber) => advance(running, carrier, trackingNumber),
    finish: (carrier, trackingNumber) => finish(running, carrier, trackingNumber),
    async repeat(carrier, trackingNumber) {
      const parcel = running.parcels.get(keyOf(carrier, trackingNumber));
      if (parcel) await sending.send(pushOf(parcel));
    },
    askToActivate: (subscription) => askToActivate(running, subscription),
    tick: () => sending.sendDue(),
    turn(change) {
      running.switches = switchesSchema.parse({ ...running.switches, ...change });
    },
    resetSwitches() {
      running.switches = { ...allOff };
    },
    release: (order) => sending.release(order),
    deliveries: () => sending.deliveries,
  };
}

function keyOf(carrier: string, trackingNumber: string): string {
  return `${carrier} ${trackingNumber}`;
}

function ship({ parcels }: Running, wish: ParcelWish): Parcel {
  const parcel = takeOn(wish);
  parcels.set(keyOf(parcel.carrier, parcel.trackingNumber), parcel);
  const [oldest] = parcels.keys();
  if (parcels.size > keptParcels && oldest !== undefined) parcels.delete(oldest);
  return parcel;
}

async function advance({ parcels, sending, now }: Running, carrier: string, trackingNumber: string): Promise<boolean> {
  const parcel = parcels.get(keyOf(carrier, trackingNumber));
  if (!parcel || !scan(parcel, now())) return false;
  await sending.send(pushOf(parcel));
  return true;
}

async function finish(running: Running, carrier: string, trackingNumber: string): Promise<void> {
  while (await advance(running, carrier, trackingNumber));
}

async function askToActivate({ sending }: Running, subscription: string): Promise<string> {
  const secret = randomBytes(16).toString('hex');
  await sending.send(activationPush(subscription, secret));
  return secret;
}

async function answer(running: Running, call: Call): Promise<Answer> {
  const { pathname } = call.url;
  if (call.method === 'GET') return show(running, pathname);
  if (call.method !== 'POST' || call.headers['sec-fetch-site'] === 'cross-site') return nothing();
  const act = /^\/_parcels\/(DHL|FedEx)\/([^/]+)\/(advance|finish)$/.exec(pathname);
  const [, carrier = '', number = '', what = ''] = act ?? [];
  if (act) {
    await (what === 'advance' ? advance : finish)(running, carrier, decodeURIComponent(number));
    return done(call, { ok: true });
  }
  return change(running, call);
}

function show(running: Running, pathname: string): Answer {
  const { options, parcels, sending, switches } = running;
  if (pathname === '/style.css') return styleAnswer(style);
  if (pathname === '/_parcels') return jsonAnswer(200, [...parcels.values()]);
  if (pathname === '/_deliveries') return jsonAnswer(200, sending.deliveries);
  if (pathname === '/_switches') return jsonAnswer(200, switches);
  if (pathname !== '/') return nothing();
  const newestFirst = [...parcels.values()].toReversed();
  const { deliveries } = sending;
  const contents = { parcels: newestFirst, deliveries, switches, held: sending.heldCount(), shopUrl: options.shopUrl };
  return pageAnswer(200, indexPage(contents));
}

const releaseSchema = z.object({ order: z.enum(['first-to-last', 'last-to-first']) });

async function change(running: Running, call: Call): Promise<Answer> {
  const fields = fieldsOf(call);
  switch (call.url.pathname) {
    case '/_parcels': {
      const wish = parcelSchema.safeParse(fields);
      return wish.success ? done(call, ship(running, wish.data)) : refused(wish.error);
    }
    case '/_switches': {
      const turned = switchesSchema.safeParse(
        isForm(call) ? switchesOfForm(fields) : { ...running.switches, ...fields },
      );
      if (!turned.success) return refused(turned.error);
      running.switches = turned.data;
      return done(call, turned.data);
    }
    case '/_release': {
      const wish = releaseSchema.safeParse(fields);
      if (!wish.success) return refused(wish.error);
      await running.sending.release(wish.data.order);
      return done(call, { ok: true });
    }
    case '/_activation':
      return done(call, { secret: await askToActivate(running, `stand-in-${randomBytes(4).toString('hex')}`) });
    default:
      return nothing();
  }
}

function isForm(call: Call): boolean {
  return (call.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
}

function fieldsOf(call: Call): Record<string, unknown> {
  const text = call.body.toString('utf8');
  if (isForm(call)) return Object.fromEntries(new URLSearchParams(text));
  try {
    return z.record(z.string(), z.unknown()).catch({}).parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** A box that isn't ticked is not sent. */
function switchesOfForm(fields: Record<string, unknown>): Record<string, unknown> {
  return {
    hold: fields['hold'] !== undefined,
    drop: fields['drop'] !== undefined,
    duplicates: Number(fields['duplicates']),
    delayMilliseconds: Number(fields['delayMilliseconds']),
  };
}

/** The page goes back to where it was; a script gets what was made. */
function done(call: Call, made: unknown): Answer {
  return isForm(call) ? redirectAnswer('/') : jsonAnswer(200, made);
}

function refused(error: z.ZodError): Answer {
  return jsonAnswer(400, { wrong: error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) });
}

function nothing(): Answer {
  return jsonAnswer(404, { wrong: 'There is nothing at this address.' });
}
