import UAParser from 'ua-parser-js';
import type { PageView } from '../page-view.ts';

/** What a page view keeps of a device: a word of each of these lists, and of nothing else. */
export const browsers = [
  'chrome',
  'safari',
  'firefox',
  'edge',
  'opera',
  'samsung-internet',
  'brave',
  'duckduckgo',
  'huawei',
  'uc',
  'vivaldi',
  'xiaomi',
  'yandex',
  /** A page opened inside another application: Instagram, WeChat, the Google application. */
  'in-app',
  'other',
] as const;

export const systems = [
  'android',
  'chromeos',
  'harmonyos',
  /** iPadOS too, where it says so: an iPad’s Safari says that it is a Mac. */
  'ios',
  'linux',
  'macos',
  'windows',
  'other',
] as const;

type Browser = (typeof browsers)[number];
type System = (typeof systems)[number];

export interface Device {
  readonly device: PageView['device'];
  readonly browser: Browser;
  readonly system: System;
}

/**
 * The coarse words for what somebody reads with. Client hints say them first, where the browser sends any: the three
 * that come unasked (wicg.github.io/ua-client-hints, "low entropy"). What they leave open is read from the user agent.
 */
export function readDevice(headers: Headers): Device {
  const agent = new UAParser((headers.get('User-Agent') ?? '').slice(0, longestAgent));
  const system = systemOfHint(headers.get('Sec-CH-UA-Platform')) ?? systemOfAgent(agent);
  const browser = browserOfHint(headers.get('Sec-CH-UA')) ?? browserOfAgent(agent);
  const device = deviceOfHint(headers.get('Sec-CH-UA-Mobile'), system) ?? deviceOfAgent(agent, system);
  return { device, browser, system };
}

/** The parser reads so much of it, whatever comes. */
const longestAgent = 500;

/** Found in `Sec-CH-UA`, the first that is there; a browser made from Chromium names that beside itself. */
const brands: readonly (readonly [string, Browser])[] = [
  ['"Microsoft Edge', 'edge'],
  ['"Opera', 'opera'],
  ['"Samsung Internet"', 'samsung-internet'],
  ['"Brave', 'brave'],
  ['"DuckDuckGo"', 'duckduckgo'],
  ['"Vivaldi"', 'vivaldi'],
  ['"YaBrowser"', 'yandex'],
  ['"Yandex"', 'yandex'],
  ['"HuaweiBrowser"', 'huawei'],
  ['"Huawei Browser"', 'huawei'],
  ['"UCBrowser"', 'uc'],
  ['"Android WebView"', 'in-app'],
  ['"Google Chrome"', 'chrome'],
];

function browserOfHint(hint: string | null): Browser | undefined {
  return hint === null ? undefined : brands.find(([brand]) => hint.includes(brand))?.[1];
}

const platforms: ReadonlyMap<string, System> = new Map([
  ['Android', 'android'],
  ['Chrome OS', 'chromeos'],
  ['Chromium OS', 'chromeos'],
  ['HarmonyOS', 'harmonyos'],
  ['iOS', 'ios'],
  ['Linux', 'linux'],
  ['macOS', 'macos'],
  ['Windows', 'windows'],
]);

function systemOfHint(hint: string | null): System | undefined {
  return hint === null ? undefined : platforms.get(hint.replaceAll('"', ''));
}

const onDesks: ReadonlySet<System> = new Set(['chromeos', 'linux', 'macos', 'windows']);

/** `?0` of Android is a tablet, a television or goggles: there the user agent decides. */
function deviceOfHint(hint: string | null, system: System): Device['device'] | undefined {
  if (hint === '?1') return 'phone';
  return hint === '?0' && onDesks.has(system) ? 'desktop' : undefined;
}

/** As ua-parser-js 1 writes them, without "Mobile". */
const browserNames: ReadonlyMap<string, Browser> = new Map([
  ['Chrome', 'chrome'],
  ['Chromium', 'chrome'],
  ['Safari', 'safari'],
  ['Firefox', 'firefox'],
  ['Firefox Focus', 'firefox'],
  ['Edge', 'edge'],
  ['Opera', 'opera'],
  ['Opera Coast', 'opera'],
  ['Opera GX', 'opera'],
  ['Opera Mini', 'opera'],
  ['Opera Mobi', 'opera'],
  ['Opera Tablet', 'opera'],
  ['Opera Touch', 'opera'],
  ['Samsung Internet', 'samsung-internet'],
  ['Brave', 'brave'],
  ['DuckDuckGo', 'duckduckgo'],
  ['Huawei Browser', 'huawei'],
  ['UCBrowser', 'uc'],
  ['Vivaldi', 'vivaldi'],
  ['MIUI Browser', 'xiaomi'],
  ['Yandex', 'yandex'],
  ['Alipay', 'in-app'],
  ['Chrome WebView', 'in-app'],
  ['Facebook', 'in-app'],
  ['GSA', 'in-app'],
  ['Instagram', 'in-app'],
  ['KAKAOTALK', 'in-app'],
  ['Line', 'in-app'],
  ['LinkedIn', 'in-app'],
  ['Naver', 'in-app'],
  ['Pinterest', 'in-app'],
  ['Snapchat', 'in-app'],
  ['TikTok', 'in-app'],
  ['Twitter', 'in-app'],
  // An iPhone’s web view: WebKit that names no browser.
  ['WebKit', 'in-app'],
  ['WeChat', 'in-app'],
  ['Weibo', 'in-app'],
]);

function browserOfAgent(agent: UAParser.UAParserInstance): Browser {
  const name = agent.getBrowser().name?.replace(/^Mobile | Mobile$/, '') ?? '';
  // Since Android 4.4 a web view is Chrome that calls itself "Version/4.0"; it says "wv" only in newer ones.
  if (name === 'Android Browser') return agent.getUA().includes(' Chrome/') ? 'in-app' : 'other';
  return browserNames.get(name) ?? 'other';
}

const systemNames: ReadonlyMap<string, System> = new Map([
  ['Android', 'android'],
  ['Android-x86', 'android'],
  ['Chrome OS', 'chromeos'],
  ['Chromium OS', 'chromeos'],
  ['HarmonyOS', 'harmonyos'],
  ['iOS', 'ios'],
  ['Linux', 'linux'],
  ['GNU', 'linux'],
  ['Arch', 'linux'],
  ['CentOS', 'linux'],
  ['Debian', 'linux'],
  ['Fedora', 'linux'],
  ['Gentoo', 'linux'],
  ['Manjaro', 'linux'],
  ['Mint', 'linux'],
  ['RedHat', 'linux'],
  ['SUSE', 'linux'],
  ['Ubuntu', 'linux'],
  ['Mac OS', 'macos'],
  ['Windows', 'windows'],
]);

function systemOfAgent(agent: UAParser.UAParserInstance): System {
  return systemNames.get(agent.getOS().name ?? '') ?? 'other';
}

function deviceOfAgent(agent: UAParser.UAParserInstance, system: System): Device['device'] {
  const { type } = agent.getDevice();
  if (type === 'mobile') return 'phone';
  if (type === 'tablet') return 'tablet';
  if (type !== undefined) return 'other';
  if (system === 'android') return 'tablet';
  return onDesks.has(system) ? 'desktop' : 'other';
}
