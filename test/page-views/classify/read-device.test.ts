import { expect, test } from 'vitest';
import { readDevice } from '../../../functions/page-views/classify/read-device.ts';

const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.6.1 Mobile/15E148 Safari/604.1';
const android =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Mobile Safari/537.36';
const tablet =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36';
const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36';

const hints = (brands: string, mobile: string, platform: string) => ({
  'Sec-CH-UA': brands,
  'Sec-CH-UA-Mobile': mobile,
  'Sec-CH-UA-Platform': platform,
});
const chromeBrands = '"Chromium";v="153", "Google Chrome";v="153", "Not A Brand";v="99"';
const edgeBrands = '"Microsoft Edge";v="153", "Chromium";v="153", "Not A Brand";v="99"';

test.each<[string, Record<string, string>, [string, string, string]]>([
  ['an iPhone, which sends no hints', { 'User-Agent': iphone }, ['phone', 'safari', 'ios']],
  ['an Android phone by its user agent', { 'User-Agent': android }, ['phone', 'chrome', 'android']],
  ['a desktop by its user agent', { 'User-Agent': windows }, ['desktop', 'chrome', 'windows']],
  [
    'hints before the user agent',
    { 'User-Agent': windows, ...hints(edgeBrands, '?0', '"macOS"') },
    ['desktop', 'edge', 'macos'],
  ],
  [
    'a phone by its hints alone',
    { 'User-Agent': 'Mozilla/5.0', ...hints(chromeBrands, '?1', '"Android"') },
    ['phone', 'chrome', 'android'],
  ],
  [
    'an Android that is not mobile',
    { 'User-Agent': tablet, ...hints(chromeBrands, '?0', '"Android"') },
    ['tablet', 'chrome', 'android'],
  ],
  [
    'a brand that is hidden, by its user agent',
    { 'User-Agent': `${windows} OPR/130.0.0.0`, ...hints('"Chromium";v="153"', '?0', '"Windows"') },
    ['desktop', 'opera', 'windows'],
  ],
  [
    'a platform of another word, by its user agent',
    { 'User-Agent': iphone, 'Sec-CH-UA-Platform': '"Unknown"' },
    ['phone', 'safari', 'ios'],
  ],
  [
    'a page inside another application',
    { 'User-Agent': iphone.replace(/Version.*/, 'Mobile/15E148 Instagram 400.0.0.0') },
    ['phone', 'in-app', 'ios'],
  ],
  ['what nobody knows', { 'User-Agent': 'Bread/1.0 (Toaster)' }, ['other', 'other', 'other']],
  ['prototype keys', { 'User-Agent': 'constructor/1 (__proto__)' }, ['other', 'other', 'other']],
  ['nothing', {}, ['other', 'other', 'other']],
])('%s', (_, headers, [device, browser, system]) => {
  expect(readDevice(new Headers(headers))).toEqual({ device, browser, system });
});
