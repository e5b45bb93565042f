import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { eyes, oneOfEachKind, takePages } from './screenshots.ts';

test('a page is taken as somebody sees it, in the language in which they read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const seen = eyes.filter(({ name }) => name === 'a phone in Japanese' || name === 'printed');
  await takePages(folder, seen, ['/', '/contact/']);
  const taken = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.png'));
  const widths = taken.map((name) => [name, readFileSync(join(folder, name)).readUInt32BE(16)]);
  expect(Object.fromEntries(widths)).toEqual({
    'a-phone-in-Japanese/contact.png': 780,
    'a-phone-in-Japanese/home.png': 780,
    'printed/contact.png': 1440,
    'printed/home.png': 1440,
  });
});

test('every kind of page is taken', () => {
  expect(oneOfEachKind()).toEqual(expect.arrayContaining(['/', '/bag/', '/jewellery/', '/staff/order/']));
});
