import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import { readCsv } from '../copies/read-csv.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { writeCounters } from '../page-views/figures/write-counters.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { hides, shows } from './buying.ts';

/** The house reads its page views, and everybody the frozen ones. The tests of this file go on from one another. */

const day = 86_400_000;
const hour = 3_600_000;
const today = Math.floor(Date.now() / day) * day;
const [phone, desktop] = sizes;

async function opensFigures({ page, press }: Visitor, shop: LocalShop, email = 'owner@shop.example', search = '') {
  await page.goto(shop.access.url + paths.staffPageViews + search);
  await press(page.getByRole('button', { name: `Sign in as ${email}` }));
  await page.waitForURL((address) => address.pathname === paths.staffPageViews);
}

/** The narrowest phone that the pages are made for; a desktop stays as it is. */
async function beNarrow({ page, size }: Visitor): Promise<void> {
  if (size.isMobile) await page.setViewportSize({ width: 360, height: 740 });
}

async function expectNoSideways(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
}

describe('before anything was counted', () => {
  test('the desk and the public page say so, and what will come', async ({ shop, visit }) => {
    const visitor = await visit(phone);
    const { page, picture } = visitor;
    await beNarrow(visitor);
    await opensFigures(visitor, shop);
    await shows(page.getByText('Nothing has been counted yet.'));
    await hides(page.getByRole('heading', { name: 'Where visits come from' }));
    await expectNoSideways(page);
    await picture('1 the desk, empty');
    await page.goto(shop.url + paths.pageViews);
    await shows(page.getByText('No day is frozen yet, so there is nothing to show.'));
    await shows(page.getByText('The first figures stand here 30 days after the first visit.'));
    await expectNoSideways(page);
    await picture('2 for everybody, empty');
  });

  test('without JavaScript the public page says what is counted, and where the figures are', async ({ visit }) => {
    const { page } = await visit(desktop, { javaScriptEnabled: false });
    await page.goto(paths.pageViews);
    await shows(page.getByRole('heading', { name: 'What we never do' }));
    const link = page.getByRole('link', { name: 'here as plain text' });
    expect(await link.getAttribute('href')).toBe(apiPaths.pageViewFigures);
    expect((await page.goto(apiPaths.pageViewFigures))?.status()).toBe(200);
  });
});

describe.for(sizes)('with a hundred days, on $name', (size) => {
  test('the house reads a period, sets it beside the one before, and takes the counters along', async ({
    shop,
    visit,
  }) => {
    await haveCounters(shop);
    const visitor = await visit(size);
    const { page, press, picture } = visitor;
    await beNarrow(visitor);
    await opensFigures(visitor, shop);
    await shows(page.getByRole('heading', { name: 'Where visits come from' }));
    await shows(page.getByRole('table', { name: 'Countries' }).getByRole('rowheader', { name: 'France' }));
    await shows(page.locator('canvas'));
    await expect.poll(() => page.locator('[data-part="present"]').innerText()).toBe('2');
    await expectNoSideways(page);
    await picture('3 the desk');

    await press(page.getByRole('link', { name: '7 days' }));
    await page.getByLabel('By the').selectOption('hour');
    await press(page.getByRole('checkbox', { name: 'Beside the period before' }));
    await press(page.getByRole('button', { name: 'Show these days' }));
    await shows(page.getByRole('columnheader', { name: 'Visits before' }).first());
    expect(new URL(page.url()).search).toBe('?last=7-days&by=hour&compare=previous');
    // The line is first read where its last counted hour is, though the week before goes on.
    await expect.poll(() => page.locator('.readout').innerText()).toMatch(/^\d+ views, .* Before, on .*: \d+\.$/);
    await press(page.getByText('The same as a table'));
    // Every hour of a week stands in it, those to come as such.
    expect(await page.locator('table.series tbody tr').count()).toBe(7 * 24);
    await expectNoSideways(page);
    await picture('4 beside the week before');

    await page.goBack();
    await shows(page.getByRole('columnheader', { name: 'Visits', exact: true }).first());
    await hides(page.getByRole('columnheader', { name: 'Visits before' }).first());

    const coming = page.waitForEvent('download');
    await press(page.getByRole('link', { name: /as CSV/ }));
    const [head, ...rows] = readCsv(await textOf(await (await coming).createReadStream()));
    expect(head?.[0]).toBe('period');
    // Of seven days, or of six in the first hour of one.
    const counted = await shop.analytics
      .prepare(`SELECT count(*) AS days FROM counted_days WHERE starts_at >= ?1`)
      .bind(today - 6 * day)
      .first<number>('days');
    expect(counted).toBeGreaterThan(5);
    expect(rows.filter(([, dimension]) => dimension === 'all')).toHaveLength(counted ?? 0);
  });

  test('anybody reads a frozen month, and goes to another by its link', async ({ shop, visit }) => {
    await haveCounters(shop);
    const visitor = await visit(size);
    const { page, press, picture } = visitor;
    await beNarrow(visitor);
    await page.goto(paths.home);
    await press(page.getByRole('link', { name: 'What we count' }));
    await shows(page.getByRole('table', { name: 'Pages', exact: true }).getByRole('rowheader', { name: 'Home' }));
    const frozenUntil = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(today - 31 * day);
    await shows(page.getByText(`up to ${frozenUntil}`));
    await expectNoSideways(page);
    await picture('5 for everybody');
    const before = page.getByRole('navigation', { name: 'Months with figures' }).getByRole('link').nth(1);
    const month = await before.innerText();
    await press(before);
    await shows(page.getByRole('heading', { name: month, exact: true }));
    // A whole month, a row a day.
    expect(await page.getByRole('table', { name: 'Day by day' }).getByRole('rowheader').count()).toBeGreaterThan(27);
  });
});

test('by keyboard alone the line is read point by point, and a screen reader hears each', async ({ shop, visit }) => {
  await haveCounters(shop);
  const visitor = await visit(desktop);
  const { page } = visitor;
  await opensFigures(visitor, shop, 'client-care@shop.example', '?from=2026-01-01&to=2026-01-02');
  await shows(page.getByText('Nothing was counted in these days.'));
  await page.goto(`${shop.access.url}${paths.staffPageViews}?last=30-days`);
  const slider = page.getByRole('slider', { name: 'Read the line, day by day' });
  await slider.focus();
  await page.keyboard.press('Home');
  const first = await slider.getAttribute('aria-valuetext');
  expect(await slider.inputValue()).toBe('0');
  expect(first).toMatch(/^[\d,]+ views, \w+, \d+ \w+ \d{4}\.$/);
  await page.keyboard.press('ArrowRight');
  const second = await slider.getAttribute('aria-valuetext');
  expect(second).not.toBe(first);
  expect(await page.locator('.readout').innerText()).toBe(second);
  // The mouse over the line takes the slider along.
  const place = await page.locator('.chart').boundingBox();
  if (!place) throw new Error('The chart has no place on the page');
  await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
  await expect.poll(() => slider.inputValue()).toMatch(/^1[3-6]$/);
  await page.getByRole('radio', { name: 'Time a view' }).focus();
  await page.keyboard.press('Space');
  await expect.poll(() => slider.getAttribute('aria-valuetext')).toMatch(/^(\d+m )?\d+s time a view, /);
  expect(new URL(page.url()).searchParams.get('draw')).toBe('time');
});

test('what can’t be asked for is refused in words, and fulfilment is told that it is not theirs', async ({
  shop,
  visit,
}) => {
  const visitor = await visit(desktop);
  const { page, takeTroubles } = visitor;
  await opensFigures(visitor, shop, 'owner@shop.example', '?from=2026-01-01&to=2026-06-30&by=hour');
  await shows(page.getByText('By the hour, at most 31 days can be seen at once; these are 181.'));
  await hides(page.getByRole('heading', { name: 'Where visits come from' }));
  expect(takeTroubles()).toEqual([expect.stringMatching(/^400: GET /)]);
  const other = await visit(desktop);
  await opensFigures(other, shop, 'fulfilment@shop.example');
  await shows(other.page.getByText('The figures are not among what your role includes.'));
});

/** A hundred days of counters, those of a month ago frozen; and two visits that are here now. Once for the file. */
async function haveCounters(shop: LocalShop): Promise<void> {
  const there = await shop.analytics.prepare('SELECT count(*) AS days FROM counted_days').first<number>('days');
  const now = Date.now();
  if (there === 0) {
    const until = Math.floor(now / hour) * hour;
    const wish = { from: today - 100 * day, days: 101, viewsPerDay: 2_400, frozenBefore: today - 30 * day, until };
    await writeCounters(shop.analytics, wish);
  }
  await shop.analytics
    .prepare(
      `INSERT INTO page_views
       SELECT 'view ' || value, 'visit ' || (value % 2), ?1, '/', 'FR', 'phone', 'Safari', 'iOS', 'direct', 'none', 'none', 0
       FROM json_each('[0, 1, 2]') WHERE true ON CONFLICT (view) DO UPDATE SET opened_at = ?1`,
    )
    .bind(now)
    .run();
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stream) text += decoder.decode(chunk, { stream: true });
  return text;
}
