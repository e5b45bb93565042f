import { expect, test } from 'vitest';
import { readSource } from '../../../functions/page-views/classify/read-source.ts';

const ours = ['https://shop.example', undefined];

test.each([
  ['', 'direct'],
  ['no address', 'direct'],
  ['about:blank', 'direct'],
  ['file:///home/ada/mail.html', 'direct'],
  ['https://shop.example/bag/?secret=1', 'internal'],
  ['https://www.google.com/', 'search'],
  ['https://www.google.co.uk/search?q=ring', 'search'],
  ['https://duckduckgo.com/', 'search'],
  ['https://fr.search.yahoo.com/', 'search'],
  ['android-app://com.google.android.googlequicksearchbox/', 'search'],
  ['https://l.instagram.com/', 'social'],
  ['https://old.reddit.com/r/rings', 'social'],
  ['android-app://com.reddit.frontpage/', 'social'],
  ['https://x.com/', 'social'],
  ['https://x.com/i/grok?conversation=1', 'ai-assistant'],
  ['https://chatgpt.com/c/123', 'ai-assistant'],
  ['https://gemini.google.com/app', 'ai-assistant'],
  ['https://mail.google.com/mail/u/0/', 'mail'],
  ['https://outlook.live.com/', 'mail'],
  ['https://webmail.free.fr/', 'mail'],
  ['android-app://com.google.android.gm/', 'mail'],
  ['https://docs.google.com/document/d/1', 'google.com'],
  ['https://ada:secret@blog.Example.org:8443/2026/ring?ref=1#top', 'example.org'],
  ['https://ada-lovelace.shop.co.uk/', 'shop.co.uk'],
  ['https://example.org./', 'example.org'],
  ['http://192.168.1.7/', 'other'],
  ['http://[2001:db8::1]/', 'other'],
  ['http://intranet/', 'other'],
  [`https://${'a'.repeat(62)}.org/`, 'other'],
  ['https://constructor.prototype/', 'constructor.prototype'],
])('%j is %j', (referrer, source) => {
  expect(readSource(referrer, ours)).toBe(source);
});

test.each(['https://1-99seo.com/', 'https://buy.1-99seo.com/cheap', 'https://qiwi.xyz/'])('%j is spam', (referrer) => {
  expect(readSource(referrer, ours)).toBe('spam');
});
