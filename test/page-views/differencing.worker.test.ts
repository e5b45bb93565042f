import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { freezeDays } from '../../functions/page-views/freeze/freeze-days.ts';
import type { PageView } from '../../functions/page-views/page-view.ts';
import { recount } from '../../functions/page-views/recount/recount.ts';
import { storePageViews } from '../../functions/page-views/store-page-views.ts';
import {
  type Analytics,
  countersOf,
  day,
  emptyAnalytics,
  hour,
  midnight,
  openAnalytics,
  randomNumbers,
  sessionNamed,
  viewOf,
} from './analytics.ts';
import { attackDay } from './attack.ts';

let stores: Analytics;
beforeAll(async () => {
  stores = await openAnalytics();
});
afterAll(() => stores.close());
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await emptyAnalytics(stores);
});

const paths = ['/', '/rings/', '/pieces/aurore/', '/pieces/nuit/', '/bag/', '/terms/', '/pieces/eclat/', '/contact/'];
const countries = ['FR', 'GB', 'US', 'AE', 'JP', 'IT', 'ES', 'CH', 'LU', 'IS'];
const browsers = ['Safari', 'Chrome', 'Firefox', 'Edge', 'other'];
const systems = ['iOS', 'macOS', 'Windows', 'Android', 'Linux'];
const sources = ['direct', 'search', 'social', 'mail', 'ai-assistant', 'blog.example', 'news.example', 'other'];

/** A day as days are: small values are rare, nights are quiet; visits go on over several hours. */
function dayOf(seed: number, dayStart: number, visits: number): PageView[] {
  const random = randomNumbers(seed);
  const oneOf = <Word>(words: readonly [Word, ...Word[]] | readonly Word[]): Word => {
    const place = Math.min(random(words.length), random(words.length), random(words.length));
    return words[place] as Word;
  };
  return Array.from({ length: visits }, (_, visit) => {
    const begins = dayStart + Math.max(random(24 * hour), random(24 * hour));
    const device = (['phone', 'desktop', 'tablet', 'other'] as const)[Math.min(random(4), random(4))] ?? 'phone';
    const constant = { country: oneOf(countries), browser: oneOf(browsers), system: oneOf(systems), device };
    return Array.from({ length: 1 + Math.min(random(5), random(5)) }, (_unused, place) =>
      viewOf(seed * 1_000_000 + visit * 10 + place, {
        ...constant,
        session: sessionNamed(`${seed}x${visit}`),
        openedAt: Math.min(begins + place * random(2 * hour), dayStart + day - 1),
        path: oneOf(paths),
        source: place === 0 ? oneOf(sources) : 'internal',
        medium: random(9) === 0 ? 'email' : 'none',
        campaign: random(20) === 0 ? 'spring' : 'none',
        milliseconds: random(4) === 0 ? 0 : random(120_000),
      }),
    );
  }).flat();
}

test.each([
  [1, [9, 10, 14, 25]],
  [2, [40, 60, 90, 130]],
  [3, [200, 300, 450, 700]],
])(
  'neither total nor hour nor day, nor all of them solved together, shows a group under ten (%i)',
  async (seed, sizes) => {
    const views: PageView[] = [];
    for (const [place, visits] of sizes.entries()) {
      views.push(...dayOf(seed * 10 + place, midnight + place * day, visits));
    }
    for (let from = 0; from < views.length; from += 100) {
      await storePageViews(stores.analytics, views.slice(from, from + 100), midnight + 4 * day);
    }
    await recount({ ...stores, now: midnight + 4 * day });
    const open = await countersOf(stores.analyticsDatabase);
    const before = sizes.flatMap((_, place) => attackDay(open, views, midnight + place * day));
    expect(before.length, 'the attack finds what is not folded').toBeGreaterThan(100);

    const now = midnight + 40 * day;
    await stores.shopDatabase
      .prepare(`INSERT INTO retention_runs (rule, state, started_at, still_due) VALUES ('orders', 'finished', ?1, 0)`)
      .bind(now - hour)
      .run();
    await freezeDays({ ...stores, now });
    const frozen = await countersOf(stores.analyticsDatabase);
    expect(sizes.flatMap((_, place) => attackDay(frozen, views, midnight + place * day))).toEqual([]);

    // Folding hides, and doesn't lie: the day's views add up as before.
    for (const [place, visits] of sizes.entries()) {
      const cells = frozen.filter(({ starts_at, period }) => starts_at === midnight + place * day && period === 'day');
      const all = cells.find(({ dimension }) => dimension === 'all');
      expect(all?.visits).toBe(visits >= 10 ? visits : undefined);
      for (const dimension of ['path', 'country', 'device', 'browser', 'system', 'source', 'entry', 'exit']) {
        const sum = cells.filter((cell) => cell.dimension === dimension).reduce((total, cell) => total + cell.views, 0);
        expect(sum, dimension).toBe(all?.views ?? 0);
      }
    }
    const hourly = frozen.filter(({ period }) => period === 'hour');
    console.info(
      `${sizes.join(', ')} visits: ${open.length} counters before, ${frozen.length} after, ${hourly.length} of hours`,
    );
  },
);
