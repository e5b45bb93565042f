import { isbot } from 'isbot';

/**
 * What isbot lets pass: browsers that a program steers, tools that measure or probe pages with one, and whoever says
 * "compatible" behind an engine, which no browser does.
 */
const steered =
  /headless|puppeteer|playwright|selenium|webdriver|cypress|gtmetrix|miniature\.io|ylt chrome|assetnote|gecko; compatible;/i;

/** No more of it is looked at, whatever comes; a browser's own has a few hundred characters. */
const longestAgent = 1_000;

/** Whoever names no browser is none. A program may change its user agent and forget the client hints. */
export function isBot(headers: Headers): boolean {
  const agent = (headers.get('User-Agent') ?? '').trim();
  if (agent === '' || agent.length > longestAgent) return true;
  return steered.test(agent) || steered.test(headers.get('Sec-CH-UA') ?? '') || isbot(agent);
}
