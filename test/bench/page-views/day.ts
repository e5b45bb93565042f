import type { PageView } from '../../../functions/page-views/page-view.ts';
import { hour, randomNumbers, sessionNamed, viewOf } from '../../page-views/analytics.ts';

export interface SentMessage {
  /** When it reaches the queue. */
  readonly at: number;
  readonly message: PageView;
}

const second = 1_000;

/** The further down a list, the rarer. */
function rareAtTheEnd(random: (below: number) => number, length: number): number {
  return Math.min(random(length), random(length), random(length));
}

function words(length: number, name: (place: number) => string): string[] {
  return Array.from({ length }, (_, place) => name(place));
}

const pages = ['/', '/jewellery/', '/bags/', '/watches/', '/bag/', ...words(55, (place) => `/pieces/piece-${place}/`)];
const countries = words(60, (place) => String.fromCharCode(65 + (place % 26), 65 + ((place * 7) % 26)));
const sources = [
  'direct',
  'search',
  'social',
  'mail',
  'ai-assistant',
  ...words(40, (place) => `site-${place}.example`),
];
const browsers = ['Safari', 'Chrome', 'Edge', 'Firefox', 'Samsung Internet', 'other'];
const systems = ['iOS', 'Android', 'Windows', 'macOS', 'Linux', 'other'];

/**
 * The messages of a day with so many views, in the order in which they come: visits of three views on average, busier
 * towards the evening, each view opened once and hidden 1.4 times.
 */
export function messagesOfDay(dayStart: number, views: number, seed: number): SentMessage[] {
  const random = randomNumbers(seed);
  const sent: SentMessage[] = [];
  for (let number = 0, visit = 0; number < views; visit += 1) {
    const constant: Partial<PageView> = {
      session: sessionNamed(`${seed}x${visit}`),
      country: countries[rareAtTheEnd(random, countries.length)] ?? 'FR',
      browser: browsers[rareAtTheEnd(random, browsers.length)] ?? 'other',
      system: systems[rareAtTheEnd(random, systems.length)] ?? 'other',
      device: (['phone', 'desktop', 'tablet', 'other'] as const)[rareAtTheEnd(random, 4)] ?? 'other',
    };
    const source = sources[rareAtTheEnd(random, sources.length)] ?? 'direct';
    const length = Math.min(1 + random(5), views - number);
    let at = dayStart + Math.max(random(23 * hour), random(23 * hour));
    for (let place = 0; place < length; place += 1, number += 1) {
      const view = viewOf(seed * 10_000_000 + number, {
        ...constant,
        openedAt: at,
        path: pages[rareAtTheEnd(random, pages.length)] ?? '/',
        source: place === 0 ? source : 'internal',
      });
      sent.push({ at, message: view });
      const hides = random(10) < 4 ? 2 : 1;
      let milliseconds = 0;
      for (let hide = 0; hide < hides; hide += 1) {
        milliseconds += 2 * second + random(60 * second);
        // The Worker's clock less the time seen: what the network takes differs from message to message.
        const openedAt = view.openedAt + random(200) - 100;
        sent.push({ at: at + milliseconds, message: { ...view, openedAt, milliseconds } });
      }
      at += milliseconds + random(10 * second);
    }
  }
  return sent.sort((left, right) => left.at - right.at);
}

/** As the queue hands them over: at most so many, and none waits longer than five seconds (wrangler.toml). */
export function batchesOf(sent: readonly SentMessage[], size: number): SentMessage[][] {
  const batches: SentMessage[][] = [];
  for (const message of sent) {
    const open = batches.at(-1);
    if (open && open.length < size && message.at - (open[0]?.at ?? 0) <= 5 * second) open.push(message);
    else batches.push([message]);
  }
  return batches;
}
