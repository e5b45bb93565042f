import { describe, expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { bagLink, putInStock, shows } from './buying.ts';

const emptied = 'We could not read your bag and emptied it. Nothing was ordered or charged.';
const linesRepaired = 'We could not read all of your bag. Please look at what is left in it.';
const choicesRepaired =
  'We could not read all of your choices. Please look at the country, the delivery and the gift message.';
const candle = { sku: 'ATE-CANDLE', quantity: 2 };

interface Broken {
  readonly what: string;
  readonly stored: string;
  readonly said: string;
  readonly piecesLeft: number;
}

const broken: readonly Broken[] = [
  { what: 'not JSON', stored: '{"version":1,"lines":[', said: emptied, piecesLeft: 0 },
  { what: 'empty', stored: '', said: emptied, piecesLeft: 0 },
  { what: 'null', stored: 'null', said: emptied, piecesLeft: 0 },
  { what: 'of another version', stored: bagOf([candle], { version: 7 }), said: emptied, piecesLeft: 0 },
  { what: 'huge', stored: bagOf([candle], { giftMessage: 'a'.repeat(1_000_000) }), said: emptied, piecesLeft: 0 },
  {
    what: 'of wrong types',
    stored: bagOf([candle], { giftWrap: 'yes', country: 7, giftMessage: [] }),
    said: choicesRepaired,
    piecesLeft: 2,
  },
  {
    what: 'of lines that are none',
    stored: bagOf([null, 'ring', { sku: '<img src=x>', quantity: 1 }, { sku: 'ATE-CANDLE', quantity: '1' }, candle]),
    said: linesRepaired,
    piecesLeft: 2,
  },
  { what: 'of a prototype', stored: '{"__proto__":{"version":1,"lines":[]}}', said: emptied, piecesLeft: 0 },
  {
    what: 'of a prototype in a line',
    stored: '{"version":1,"lines":[{"__proto__":{"sku":"ATE-CANDLE","quantity":2}}],"giftWrap":false,"giftMessage":""}',
    said: linesRepaired,
    piecesLeft: 0,
  },
  {
    what: 'of a thousand million candles',
    stored: bagOf([{ ...candle, quantity: 1e9 }]),
    said: linesRepaired,
    piecesLeft: 5,
  },
];

describe.each(sizes)('on $name', (size) => {
  test('a bag that cannot be read is repaired or emptied, with a word', async ({ shop, visit }) => {
    await putInStock(shop, 'ATE-CANDLE', 30);
    const visitor = await visit(size);
    for (const bag of broken) await opensBag(visitor, bag);
  });

  test('no page breaks over it, and the shopper hears of it once', async ({ visit }) => {
    const visitor = await visit(size);
    const { page } = visitor;
    const places = [
      paths.home,
      paths.collection('leather'),
      paths.piece('atelier-candle'),
      paths.order('LG-0000'),
      paths.checkoutCancelled(),
      paths.contact,
      paths.privacy,
    ];
    for (const place of places) {
      await store(visitor, 'luxevault_cart', '[[[');
      await page.goto(place);
      await shows(page.getByRole('status').getByText(emptied));
      await shows(page.getByRole('heading', { level: 1 }));
      await shows(bagLink(page, 0));
    }
    await page.goto(paths.home);
    await shows(bagLink(page, 0));
    expect(await page.getByText(emptied).count()).toBe(0);
    // The order page asked for an order that there is not.
    expect(visitor.takeTroubles()).toEqual(['404: POST /api/orders/view']);
  });

  test('a piece that we no longer sell is named as such and can be taken out', async ({ visit }) => {
    const visitor = await visit(size);
    const { page, press } = visitor;
    await store(
      visitor,
      'luxevault_cart',
      bagOf([{ sku: 'OLD-RING-52', quantity: 1 }, { sku: 'constructor', quantity: 1 }, candle]),
    );
    await page.goto(paths.bag);
    const gone = page.getByRole('listitem').getByText('We no longer sell this piece.').filter({ visible: true });
    await expect.poll(() => gone.count()).toBe(2);
    await visitor.picture('gone');
    await press(page.getByRole('button', { name: 'Take it out: Piece OLD-RING-52' }));
    await press(page.getByRole('button', { name: 'Take it out: Piece constructor' }));
    await shows(bagLink(page, 2));
    await shows(page.getByRole('listitem').filter({ hasText: 'Atelier candle' }).filter({ hasText: '€190' }));
    expect(visitor.takeTroubles().toSorted()).toEqual([
      '404: GET /catalog/OLD-RING-52.json',
      '404: GET /catalog/constructor.json',
    ]);
  });

  test("a currency that is none shows the house's own", async ({ visit }) => {
    const visitor = await visit(size);
    const { page } = visitor;
    await store(visitor, 'lg_currency', 'constructor');
    await page.goto(paths.piece('atelier-candle'));
    expect(await page.getByRole('button', { name: /^Add to bag/ }).innerText()).toContain('€95');
    expect(await page.getByLabel('Currency').inputValue()).toBe('EUR');
  });
});

async function opensBag(visitor: Visitor, { what, stored, said, piecesLeft }: Broken): Promise<void> {
  const { page } = visitor;
  await store(visitor, 'luxevault_cart', stored);
  await page.goto(paths.bag);
  await shows(page.getByRole('status').getByText(said));
  await shows(bagLink(page, piecesLeft));
  const left = page.getByRole('listitem').filter({ hasText: 'Atelier candle' });
  if (piecesLeft === 0) await shows(page.getByText('There is nothing in it.'));
  else await shows(left);
  await visitor.picture(what);
  await page.reload();
  await shows(bagLink(page, piecesLeft));
  expect(await page.getByText(said).count(), what).toBe(0);
}

/** Written by another script of the same origin, as an extension or an older shop would. */
async function store({ page }: Visitor, key: string, value: string): Promise<void> {
  await page.goto(paths.terms);
  await page.evaluate(([name, text]) => localStorage.setItem(name, text), [key, value] as const);
}

function bagOf(lines: readonly unknown[], changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ version: 1, lines, giftWrap: false, giftMessage: '', ...changes });
}
