import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { z } from 'zod';
import { apiPaths } from '../../src/paths.ts';
import { launchBundle } from '../local/launch-bundle.ts';
import { printTable } from './print-table.ts';
import type { Verdict } from './verdict.ts';
import { workerdSeconds } from './workerd-seconds.ts';

const warmUp = 3_000;
const requests = 3_000;
const rounds = 5;
const simultaneous = 16;

const counted = z.object({ messages: z.number(), bucketReads: z.number() });

/** A phone that says what it is by client hints, and one that doesn’t: there the user agent is read. */
const readers = {
  'client hints': {
    'User-Agent':
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Mobile Safari/537.36',
    'Sec-CH-UA': '"Chromium";v="153", "Google Chrome";v="153", "Not A Brand";v="99"',
    'Sec-CH-UA-Mobile': '?1',
    'Sec-CH-UA-Platform': '"Android"',
  },
  'no hints': {
    'User-Agent':
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.6.1 Mobile/15E148 Safari/604.1',
  },
} as const;

interface Way {
  readonly name: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

const ways: readonly Way[] = [
  { name: 'bare Hono handler', path: '/bare', headers: readers['client hints'] },
  // Miniflare’s stand-in for it is JavaScript behind a call; the host’s own is not measured here.
  { name: 'the same, asking the rate limit', path: '/limited', headers: readers['client hints'] },
  { name: 'page view, client hints', path: apiPaths.pageViews, headers: readers['client hints'] },
  { name: 'page view, user agent', path: apiPaths.pageViews, headers: readers['no hints'] },
];

interface Measured {
  readonly seconds: number[];
  readonly processorSeconds: number[];
}

/** The ways in turn, so that what slows the machine slows all alike; the median of the rounds counts. */
export async function benchPageViews(): Promise<readonly Verdict[]> {
  const worker = await launchBundle(new URL('page-views-worker.ts', import.meta.url));
  const agent = new Agent({ keepAlive: true, maxSockets: simultaneous });
  try {
    const url = await worker.ready;
    const measured = new Map<Way, Measured>(ways.map((way) => [way, { seconds: [], processorSeconds: [] }]));
    for (const way of ways) await send(agent, url, way, warmUp);
    for (let round = 0; round < rounds; round += 1) {
      for (const [way, { seconds, processorSeconds }] of measured) {
        const [from, processorFrom] = [performance.now(), workerdSeconds()];
        await send(agent, url, way, requests);
        seconds.push((performance.now() - from) / 1_000);
        processorSeconds.push(workerdSeconds() - processorFrom);
      }
    }
    report(measured);
    const queued = counted.parse(await (await worker.dispatchFetch('http://shop.example/counted')).json());
    return verdictsOf(queued, Object.keys(readers).length * (warmUp + rounds * requests));
  } finally {
    agent.destroy();
    await worker.dispose();
  }
}

async function send(agent: Agent, url: URL, way: Way, count: number): Promise<void> {
  let left = count;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      const status = await post(agent, new URL(way.path, url), way.headers);
      if (status !== 204) throw new Error(`${way.name} answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: simultaneous }, lane));
}

function post(agent: Agent, url: URL, headers: Way['headers']): Promise<number | undefined> {
  const body = JSON.stringify({
    view: randomUUID(),
    session: randomUUID(),
    path: '/bag/',
    referrer: 'https://www.google.com/',
    search: '',
    ms: 0,
  });
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      agent,
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'text/plain;charset=UTF-8', Origin: url.origin },
    });
    sent.on('error', reject).on('response', (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    sent.end(body);
  });
}

function report(measured: ReadonlyMap<Way, Measured>): void {
  const rateOf = ({ seconds }: Measured) => requests / median(seconds);
  const processorOf = ({ processorSeconds }: Measured) => (1e6 * median(processorSeconds)) / requests;
  const [bare] = measured.values();
  if (!bare) return;
  printTable(
    ['', 'a second', 'of bare', 'CPU µs each', 'beyond bare'],
    [...measured].map(([{ name }, figures]) => [
      name,
      rateOf(figures).toFixed(0),
      `${((100 * rateOf(figures)) / rateOf(bare)).toFixed(0)} %`,
      processorOf(figures).toFixed(0),
      (processorOf(figures) - processorOf(bare)).toFixed(0),
    ]),
  );
  console.log(`  ${rounds} rounds of ${requests} requests, ${simultaneous} at once; medians. The load runs beside it.`);
}

function verdictsOf({ messages, bucketReads }: z.output<typeof counted>, accepted: number): readonly Verdict[] {
  return [
    {
      promise: 'a beacon is one message of the queue: two a view, when it opens and when it is left',
      isKept: messages === accepted,
      figures: `${messages} messages of ${accepted} beacons`,
    },
    {
      promise: 'the day’s secret is read once, and not for each request',
      isKept: bucketReads <= 2 * simultaneous,
      figures: `${bucketReads} reads of the bucket for ${accepted} beacons`,
    },
  ];
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
