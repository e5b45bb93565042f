import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Letter } from '../../functions/mail/letter.ts';
import { letters, type MailKind, writeLetter } from '../../functions/mail/letters.ts';
import { type OpenShop, openShop } from '../erasure/open-shop.ts';
import { requireChromium } from '../local/install-chromium.ts';
import { type Mailbox, startMailbox } from '../stand-ins/mailbox/start.ts';
import { findFaintWords } from './find-faint-words.ts';
import { now } from './preview-orders.ts';
import { mailboxOf, previews, writePreviews } from './previews.ts';

/** Every letter of the house as a mail program shows it: in the light, in the dark, with images off, on a telephone. */

interface Written {
  readonly name: string;
  readonly letter: Letter;
}

const kinds = Object.keys(previews) as MailKind[];
const written: Written[] = [];
let opened: OpenShop;
let browser: Browser;
let mailbox: Mailbox;

beforeAll(async () => {
  opened = await openShop();
  await writePreviews(opened.database);
  browser = await chromium.launch({ executablePath: requireChromium(), args: ['--no-sandbox'] });
  mailbox = await startMailbox({ port: 0 });
  for (const kind of kinds) {
    for (const preview of previews[kind]) {
      const row = {
        id: 'row',
        kind,
        email: mailboxOf(preview),
        subject_id: preview.subjectId,
        attempts: 1,
        language: 'en' as const,
      };
      const letter = await writeLetter(opened.at(now), row);
      const name = preview.as ? `${kind}, ${preview.as}` : kind;
      if (!letter) throw new Error(`There is nothing to be said in ${name}`);
      written.push({ name, letter });
    }
  }
});
afterAll(async () => {
  await Promise.all([browser.close(), mailbox.close(), opened.close()]);
});

test('no kind of letter is missing from the previews', () => {
  expect([...kinds].sort()).toEqual(Object.keys(letters).sort());
  expect(written.length).toBeGreaterThanOrEqual(kinds.length);
});

const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [360, 640].map((width) => ({ colorScheme, width })),
);

describe.each(looks)('$width pixels wide, in the $colorScheme', ({ colorScheme, width }) => {
  test('every letter can be read, nothing lies outside it, and nothing is loaded for it', async () => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const wrong: string[] = [];
    for (const { name, letter } of written) {
      await page.setContent(letter.html);
      await keep(page, `${name}, ${colorScheme}, ${width}`);
      for (const words of await findFaintWords(page)) wrong.push(`${name}: ${words}`);
      const widest = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (widest > width) wrong.push(`${name}: ${widest} pixels wide`);
      const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      const isDark = ground === 'rgb(29, 25, 22)';
      if (isDark !== (colorScheme === 'dark')) wrong.push(`${name}: on ${ground}`);
    }
    await context.close();
    expect(wrong).toEqual([]);
    // There is no image and no other file in a letter, so with images off it is the same letter.
    expect(asked).toEqual([]);
  });
});

test('every letter says the same in both of its forms, word for word, and leads to the same places', async () => {
  const page = await browser.newPage();
  for (const { name, letter } of written) {
    await page.setContent(letter.html);
    const shown = await page.evaluate<string>('document.body.innerText');
    const links = await page.evaluate<string[]>(
      `[...document.querySelectorAll('a')].map((link) => link.getAttribute('href'))`,
    );
    const addresses = links.filter((link) => !link.startsWith('mailto:'));
    expect({ name, said: wordsOf(letter.text) }).toEqual({ name, said: wordsOf(shown) });
    expect({ name, addresses: addresses.sort() }).toEqual({ name, addresses: addressesOf(letter.text).sort() });
    const mailboxes = links.filter((link) => link.startsWith('mailto:'));
    expect({ name, mailboxes }).toEqual({
      name,
      mailboxes: letter.text.match(/\S+@liengroup\.com/g)?.map((mailbox) => `mailto:${mailbox}`) ?? [],
    });
  }
  await page.close();
});

test('somebody else’s words never become a link', async () => {
  const preview = {
    id: 'row',
    kind: 'order-confirmation',
    email: 'x@example.com',
    attempts: 1,
    language: 'en',
  } as const;
  await opened.database
    .prepare(
      `UPDATE orders SET gift_message = 'https://elsewhere.example <a href="https://x.example">x</a>' WHERE number = ?1`,
    )
    .bind('LG-0000-0002')
    .run();
  const letter = await writeLetter(opened.at(now), { ...preview, subject_id: 'LG-0000-0002' });
  expect(letter?.html).toContain('https://elsewhere.example');
  expect(letter?.html).not.toMatch(/href="https:\/\/(elsewhere|x)\.example/);
});

test('the local mailbox shows a letter in the dark, with images off, on a telephone, and its text', async () => {
  const { name, letter } = written.find((one) => one.name === 'order-parcel-lost') ?? { name: '', letter: undefined };
  const { subject, text, html } = letter ?? { subject: name, text: '', html: '' };
  const sent = { from: 'orders@shop.example', to: 'ada@example.com', subject, text, html };
  await fetch(`${mailbox.url}/send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(sent),
  });
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 } });
  const page = await context.newPage();
  await page.goto(mailbox.url);
  await page.getByRole('link', { name: subject }).click();
  const grounds: Record<string, string> = {};
  for (const look of ['Light', 'Dark', 'Images off', 'On a telephone']) {
    await page.getByRole('link', { name: look }).click();
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { name: subject }).waitFor();
    grounds[look] = await frame.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    await keep(page, `mailbox, ${look}`);
  }
  expect(grounds).toEqual({
    Light: 'rgb(243, 240, 235)',
    Dark: 'rgb(29, 25, 22)',
    'Images off': 'rgb(243, 240, 235)',
    'On a telephone': 'rgb(243, 240, 235)',
  });
  expect((await page.locator('iframe').boundingBox())?.width).toBe(360);
  expect(await page.locator('pre').innerText()).toContain('JD014600000000000003');
  await context.close();
});

/** The words and figures alone: how they are set apart is each form's own. */
function wordsOf(said: string): string[] {
  return said.replaceAll(/https?:\/\/\S+/g, ' ').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function addressesOf(text: string): string[] {
  return text.match(/https?:\/\/\S+/g) ?? [];
}

/** For people who set SCREENSHOTS: in test/screenshots/, which git ignores. */
async function keep(page: Page, name: string): Promise<void> {
  if (!process.env['SCREENSHOTS']) return;
  mkdirSync('test/screenshots', { recursive: true });
  await page.screenshot({
    path: join('test/screenshots', `letter-${name.replaceAll(/\W+/g, '-')}.png`),
    fullPage: true,
  });
}
