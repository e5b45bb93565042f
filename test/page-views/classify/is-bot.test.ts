import { expect, test } from 'vitest';
import { isBot } from '../../../functions/page-views/classify/is-bot.ts';

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36';

test.each<[string, Record<string, string>]>([
  ['says so', { 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
  ['names no browser', {}],
  ['names an empty one', { 'User-Agent': ' ' }],
  ['is headless', { 'User-Agent': chrome.replace('Chrome', 'HeadlessChrome') }],
  [
    'is headless, and says so in its hints alone',
    { 'User-Agent': chrome, 'Sec-CH-UA': '"HeadlessChrome";v="153", "Chromium";v="153"' },
  ],
  ['is a library', { 'User-Agent': 'python-requests/2.32.0' }],
  ['measures pages', { 'User-Agent': `${chrome} GTmetrix` }],
  ['hides behind a flood of letters', { 'User-Agent': `${chrome} ${'a'.repeat(1_000)}` }],
])('a bot: %s', (_, headers) => {
  expect(isBot(new Headers(headers))).toBe(true);
});

test('no bot: a browser', () => {
  expect(isBot(new Headers({ 'User-Agent': chrome, 'Sec-CH-UA': '"Google Chrome";v="153"' }))).toBe(false);
});
