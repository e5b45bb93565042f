import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import bowser from 'bowser';
import { z } from 'zod';
import { isBot } from '../../../functions/page-views/classify/is-bot.ts';
import { type Device, readDevice } from '../../../functions/page-views/classify/read-device.ts';

/**
 * How well user agents are told apart, by data that the house did not write: bots by crawler-user-agents, people by
 * user-agents (10,000 of this month's, with what device each was) and top-user-agents. Browsers and systems are named
 * by bowser, which reads them in its own way.
 */

export interface Share {
  readonly right: number;
  readonly of: number;
  /** What is wrong, most frequent first: "Chrome as other". */
  readonly mistakes: readonly string[];
}

export interface Classification {
  readonly botsCaught: Share;
  /** People who are taken for people. */
  readonly people: Share;
  readonly device: Share;
  readonly browser: Share;
  readonly system: Share;
}

const crawlers = z.array(z.object({ pattern: z.string(), instances: z.array(z.string()) }));
const visitors = z.array(z.object({ userAgent: z.string(), deviceCategory: z.enum(['mobile', 'tablet', 'desktop']) }));

const devices = { mobile: 'phone', tablet: 'tablet', desktop: 'desktop' } as const;

/** Of bowser's names those that most people have; the rest is `other`, or of no account. */
const browsers: Readonly<Record<string, Device['browser']>> = {
  Chrome: 'chrome',
  Chromium: 'chrome',
  Safari: 'safari',
  Firefox: 'firefox',
  'Microsoft Edge': 'edge',
  Opera: 'opera',
  'Opera Touch': 'opera',
  'Samsung Internet for Android': 'samsung-internet',
  'Google Search': 'in-app',
};

const systems: Readonly<Record<string, Device['system']>> = {
  Android: 'android',
  'Chrome OS': 'chromeos',
  iOS: 'ios',
  Linux: 'linux',
  macOS: 'macos',
  Windows: 'windows',
};

export function measureClassification(): Classification {
  const bots = crawlers
    .parse(readJson('crawler-user-agents', 'crawler-user-agents.json'))
    .flatMap(({ pattern, instances }) => instances.map((agent) => ({ agent, pattern })));
  const people = visitors.parse(readJson('user-agents', '../dist/user-agents.json'));
  const top = z.array(z.string()).parse(readJson('top-user-agents', 'index.json'));
  const agents = [...people.map(({ userAgent }) => userAgent), ...top];
  const named = agents.map((agent) => ({ agent, name: bowser.parse(agent) }));
  return {
    botsCaught: share(bots.map(({ agent, pattern }) => [true, isBot(headersOf(agent)), pattern])),
    people: share(agents.map((agent) => [false, isBot(headersOf(agent)), agent])),
    device: share(
      people.map(({ userAgent, deviceCategory }) => [devices[deviceCategory], read(userAgent).device, deviceCategory]),
    ),
    browser: share(
      named.map(({ agent, name }) => [browsers[name.browser.name ?? ''], read(agent).browser, name.browser.name]),
    ),
    system: share(named.map(({ agent, name }) => [systems[name.os.name ?? ''], read(agent).system, name.os.name])),
  };
}

/** @param judged what is expected, what came, and what to call it; undefined is not expected of anybody */
function share(judged: readonly (readonly [unknown, unknown, string | undefined])[]): Share {
  const expected = judged.filter(([wanted]) => wanted !== undefined);
  const wrong = expected.filter(([wanted, got]) => wanted !== got).map(([, got, name]) => `${name} as ${got}`);
  const counts = Map.groupBy(wrong, (mistake) => mistake);
  const frequent = [...counts].toSorted(([, one], [, other]) => other.length - one.length);
  return {
    right: expected.length - wrong.length,
    of: expected.length,
    mistakes: frequent.map(([mistake, { length }]) => `${length} × ${mistake}`),
  };
}

function read(agent: string): Device {
  return readDevice(headersOf(agent));
}

/** A header carries Latin-1 alone; what else a list has of it comes over the wire as a question mark. */
function headersOf(agent: string): Headers {
  return new Headers({ 'User-Agent': agent.replaceAll(/[^\x20-\xff]/g, '?') });
}

function readJson(name: string, file: string): unknown {
  return JSON.parse(readFileSync(fileURLToPath(new URL(file, import.meta.resolve(name))), 'utf8'));
}
