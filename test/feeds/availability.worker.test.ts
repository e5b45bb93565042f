import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { writeAvailability } from '../../functions/feeds/write-availability.ts';
import { apiPaths, paths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { seedStock } from '../local/migrate.ts';
import { emptyDatabase } from '../retention/database.ts';
import { readFeed } from './read-feed.ts';

let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  await emptyDatabase(shop.database);
  await seedStock(shop.database);
});

const ask = (market: string) => fetch(shop.url + apiPaths.feed.replace(':market', market));

async function availabilities(): Promise<Readonly<Record<string, string>>> {
  const items = readFeed(await (await ask('gb-gbp')).text());
  return Object.fromEntries(items.map((item) => [item['g:id'], item['g:availability']]));
}

test('a feed says what is left, not what there was', async () => {
  expect(await availabilities()).toMatchObject({ 'DAU-BLACK': 'in_stock', 'DAU-BORDEAUX': 'out_of_stock' });
  await shop.database.prepare("UPDATE stock SET on_hand = 0 WHERE sku = 'DAU-BLACK'").run();
  await shop.database.prepare("UPDATE stock SET on_hand = 1 WHERE sku = 'DAU-BORDEAUX'").run();
  expect(await availabilities()).toMatchObject({ 'DAU-BLACK': 'out_of_stock', 'DAU-BORDEAUX': 'in_stock' });
});

test('what others hold is not left', async () => {
  await shop.database.prepare("UPDATE stock SET on_hand = 2, held = 2 WHERE sku = 'DAU-BLACK'").run();
  expect(await availabilities()).toMatchObject({ 'DAU-BLACK': 'out_of_stock' });
});

test('everything else is as the build wrote it', async () => {
  const answer = await ask('jp-jpy');
  expect(answer.headers.get('Content-Type')).toContain('application/xml');
  expect(answer.headers.get('Cache-Control')).toBe('public, max-age=300');
  const built = await (await fetch(shop.url + paths.feed('jp-jpy'))).text();
  const plain = (text: string) => text.replace(/<g:availability>\w+/g, '');
  expect(plain(await answer.text())).toBe(plain(built));
});

test.each(['xx-eur', 'gb', 'gb-gbp.xml', '..%2f..%2fcatalog%2fDAU-BLACK', 'GB-GBP'])(
  'there is no feed “%s”',
  async (market) => {
    const answer = await ask(market);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('Content-Type')).toContain('application/problem+json');
  },
);

test('a variant that the stock does not know can’t be bought', () => {
  const feed = '<item><g:id>A</g:id><g:availability>in_stock</g:availability></item><item><g:id>B</g:id></item>';
  expect(writeAvailability(feed, new Set(['B']))).toBe(feed.replace('in_stock', 'out_of_stock'));
});
