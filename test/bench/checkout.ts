import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { LocalShop } from '../local/launch-shop.ts';
import { askForCheckout, stockPiece, wishFor } from './checkout-wish.ts';
import { printTable } from './print-table.ts';
import type { Verdict } from './verdict.ts';
import { withShop } from './with-shop.ts';

const warmUp = 50;
const alone = 300;
const together = 1_000;
const atOnce = 16;

/**
 * One after another, to see where the time of a checkout goes; then sixteen at once, to
 * see how many a second there are. The stand-in runs in this process, so Node's own
 * channels tell how long each of its answers took.
 */
export async function benchCheckout(): Promise<readonly Verdict[]> {
  return withShop(async (shop) => {
    const sku = await stockPiece(shop, warmUp + alone + together);
    await runCheckouts(shop, sku, warmUp, 1);
    const standIn = new AnswerClock(new URL(shop.stripe.url).port);
    const oneByOne = await runCheckouts(shop, sku, alone, 1);
    const stripeMilliseconds = standIn.stop();
    const sixteen = await runCheckouts(shop, sku, together, atOnce);
    const standInShare = sum(stripeMilliseconds) / oneByOne.milliseconds;
    printTable(
      ['', 'sessions', 'a second', 'median ms', '95th ms'],
      [
        [
          'one after another',
          alone,
          perSecond(oneByOne, alone),
          quantile(oneByOne.each, 0.5),
          quantile(oneByOne.each, 0.95),
        ],
        [
          `${atOnce} at once`,
          together,
          perSecond(sixteen, together),
          quantile(sixteen.each, 0.5),
          quantile(sixteen.each, 0.95),
        ],
      ],
    );
    console.log(`  Of a checkout's time, one after another: the stand-in ${percent(standInShare)}`);
    console.log(
      `  One after another, ${percent(1 - standInShare)} of a checkout's time is the Worker's (with D1 and the way there) and ` +
        `${percent(standInShare)} the stand-in's, in ${(stripeMilliseconds.length / alone).toFixed(2)} calls each.`,
    );
    const failed = oneByOne.failed + sixteen.failed;
    return [
      {
        promise: 'every checkout asked for got its session',
        isKept: failed === 0,
        figures: `${alone + together - failed} of ${alone + together}`,
      },
    ];
  });
}

interface Run {
  readonly milliseconds: number;
  readonly each: readonly number[];
  readonly failed: number;
}

async function runCheckouts(shop: LocalShop, sku: string, count: number, lanes: number): Promise<Run> {
  const each: number[] = [];
  let failed = 0;
  let left = count;
  const lane = async (): Promise<void> => {
    while (left-- > 0) {
      const from = performance.now();
      const answer = await askForCheckout(shop, wishFor(sku));
      await answer.arrayBuffer();
      each.push(performance.now() - from);
      if (answer.status !== 201) failed += 1;
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: lanes }, lane));
  return { milliseconds: performance.now() - from, each, failed };
}

const startMessage = z.object({ request: z.custom<IncomingMessage>(), server: z.custom<Server>() });
const finishMessage = z.object({ request: z.custom<IncomingMessage>(), response: z.custom<ServerResponse>() });

/** From a request's arrival at the server of this port to the end of its answer. */
class AnswerClock {
  readonly #port: number;
  readonly #arrivals = new WeakMap<IncomingMessage, number>();
  readonly #milliseconds: number[] = [];

  constructor(port: string) {
    this.#port = Number(port);
    subscribe('http.server.request.start', this.#start);
    subscribe('http.server.response.finish', this.#finish);
  }

  stop(): readonly number[] {
    unsubscribe('http.server.request.start', this.#start);
    unsubscribe('http.server.response.finish', this.#finish);
    return this.#milliseconds;
  }

  readonly #start = (message: unknown): void => {
    const { request } = startMessage.parse(message);
    if (request.socket.localPort === this.#port) this.#arrivals.set(request, performance.now());
  };

  readonly #finish = (message: unknown): void => {
    const arrival = this.#arrivals.get(finishMessage.parse(message).request);
    if (arrival !== undefined) this.#milliseconds.push(performance.now() - arrival);
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function perSecond({ milliseconds }: Run, count: number): string {
  return ((count * 1_000) / milliseconds).toFixed(0);
}

function quantile(numbers: readonly number[], share: number): string {
  const sorted = numbers.toSorted((one, other) => one - other);
  return (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
