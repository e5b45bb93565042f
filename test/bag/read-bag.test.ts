import { describe, expect, it } from 'vitest';
import { type Bag, maxGiftMessageLength, maxLines, maxQuantity } from '../../src/bag/bag.ts';
import { emptyBag, fitGiftMessage, readBagText, writeBagText } from '../../src/bag/read-bag.ts';

const full: Bag = {
  version: 1,
  lines: [
    { sku: 'AUR-YG-52', quantity: 1 },
    { sku: 'PAS-BORDEAUX', quantity: 2 },
  ],
  country: 'FR',
  delivery: 'dhl-express',
  giftWrap: true,
  giftMessage: 'Für dich,\nالحب 愛',
  checkout: 'AbC-123_x.y',
};

const stored = (content: unknown) => JSON.stringify(content);
const withLines = (lines: unknown) => stored({ ...full, lines });

describe('a bag that is as we wrote it', () => {
  it('comes back whole, with nothing to say', () => {
    expect(readBagText(writeBagText(full))).toEqual({ state: 'sound', bag: full });
  });

  it('is empty where nothing is stored', () => {
    expect(readBagText(null)).toEqual({ state: 'sound', bag: emptyBag });
  });

  it('is not stored at all while it holds nothing', () => {
    expect(writeBagText(emptyBag)).toBeNull();
    expect(writeBagText({ ...emptyBag, country: 'JP' })).not.toBeNull();
  });
});

describe('text that is no bag is emptied', () => {
  it.each([
    ['', 'not-json'],
    ['{', 'not-json'],
    ['undefined', 'not-json'],
    ['[object Object]', 'not-json'],
    ['null', 'foreign'],
    ['3', 'foreign'],
    ['"bag"', 'foreign'],
    ['[]', 'foreign'],
    ['[{"sku":"AUR-YG-52","quantity":1}]', 'foreign'],
    ['{}', 'foreign'],
    ['{"lines":[]}', 'foreign'],
    ['{"version":"1","lines":[]}', 'foreign'],
    ['{"version":1}', 'foreign'],
    ['{"version":1,"lines":{"0":{"sku":"AUR-YG-52","quantity":1},"length":1}}', 'foreign'],
    ['{"version":0,"lines":[]}', 'outdated'],
    ['{"version":2,"lines":[]}', 'outdated'],
  ])('%s', (text, reason) => {
    expect(readBagText(text)).toEqual({ state: 'emptied', bag: emptyBag, reason });
  });

  it('when it is larger than any bag can be, without reading it', () => {
    const text = stored({ ...full, padding: 'x'.repeat(16 * 1024) });
    expect(readBagText(text)).toEqual({ state: 'emptied', bag: emptyBag, reason: 'oversized' });
  });

  it('when it nests deeper than a parser likes', () => {
    const text = '['.repeat(8_000);
    expect(readBagText(text).state).toBe('emptied');
  });
});

describe('lines that break a rule are repaired, and it is said', () => {
  it.each([
    ['none', 0, []],
    ['less than none', -1, []],
    ['minus infinity, as JSON can write it', '-1e999', []],
    ['a string', '"2"', []],
    ['null', 'null', []],
    ['a list', '[1]', []],
    ['one and a half', 1.5, [1]],
    ['half a piece', 0.5, []],
    ['a thousand million', 1e9, [maxQuantity]],
    ['infinity, as JSON can write it', '1e999', [maxQuantity]],
    ['one more than the limit', maxQuantity + 1, [maxQuantity]],
  ])('quantity: %s', (_words, quantity, expected) => {
    const text = `{"version":1,"lines":[{"sku":"AUR-YG-52","quantity":${quantity}}],"giftWrap":false,"giftMessage":""}`;
    const reading = readBagText(text);
    expect(reading).toMatchObject({ state: 'repaired', reason: 'lines' });
    expect(reading.bag.lines.map((line) => line.quantity)).toEqual(expected);
  });

  it.each([
    [42],
    [''],
    [' AUR-YG-52'],
    ['../../etc/passwd'],
    ['AUR YG 52'],
    ['<img src=x>'],
    ['__proto__'],
    ['A'.repeat(65)],
    [null],
    [{}],
  ])('SKU that no house would print: %j', (sku) => {
    const reading = readBagText(withLines([{ sku, quantity: 1 }, ...full.lines]));
    expect(reading).toEqual({ state: 'repaired', bag: full, reason: 'lines' });
  });

  it.each([[null], ['AUR-YG-52'], [7], [['AUR-YG-52', 1]], [{}], [{ sku: 'AUR-YG-52' }]])('entry %j', (entry) => {
    const reading = readBagText(withLines([entry, ...full.lines]));
    expect(reading).toEqual({ state: 'repaired', bag: full, reason: 'lines' });
  });

  it('merges the same SKU written twice, within the limit', () => {
    const twice = readBagText(
      withLines([
        { sku: 'A', quantity: 1 },
        { sku: 'B', quantity: 1 },
        { sku: 'A', quantity: 2 },
      ]),
    );
    expect(twice.state).toBe('repaired');
    expect(twice.bag.lines).toEqual([
      { sku: 'A', quantity: 3 },
      { sku: 'B', quantity: 1 },
    ]);
    const many = readBagText(withLines(Array.from({ length: 9 }, () => ({ sku: 'A', quantity: 4 }))));
    expect(many.bag.lines).toEqual([{ sku: 'A', quantity: maxQuantity }]);
  });

  it('keeps the first lines where there are too many', () => {
    const lines = Array.from({ length: maxLines + 5 }, (_, place) => ({ sku: `SKU-${place}`, quantity: 1 }));
    const reading = readBagText(withLines(lines));
    expect(reading).toMatchObject({ state: 'repaired', reason: 'lines' });
    expect(reading.bag.lines).toEqual(lines.slice(0, maxLines));
    expect(readBagText(withLines(lines.slice(0, maxLines))).state).toBe('sound');
  });

  it('drops what a line should not carry, a price above all', () => {
    const reading = readBagText(withLines([{ sku: 'A', quantity: 1, price: 1 }]));
    expect(reading.bag.lines).toEqual([{ sku: 'A', quantity: 1 }]);
  });
});

describe('choices that break a rule are forgotten, and it is said', () => {
  it.each([
    ['country', 'France'],
    ['country', 'fr'],
    ['country', 33],
    ['delivery', { id: 'dhl' }],
    ['delivery', 'dhl express'],
    ['checkout', 'https://example.com/'],
    ['checkout', 'x'.repeat(513)],
    ['country', null],
  ])('%s: %j', (field, value) => {
    const reading = readBagText(stored({ ...full, [field]: value }));
    expect(reading).toMatchObject({ state: 'repaired', reason: 'choices' });
    expect(reading.bag).not.toHaveProperty(field);
    expect(reading.bag.lines).toEqual(full.lines);
  });

  it.each([['yes'], [1], [null], [undefined]])('gift wrapping is wanted only when it says true: %j', (giftWrap) => {
    const reading = readBagText(stored({ ...full, giftWrap }));
    expect(reading).toMatchObject({ state: 'repaired', reason: 'choices' });
    expect(reading.bag.giftWrap).toBe(false);
  });

  it('cuts a message that is too long, and not through a character', () => {
    expect(fitGiftMessage('é'.repeat(300))).toHaveLength(maxGiftMessageLength);
    const cut = fitGiftMessage(`${'x'.repeat(maxGiftMessageLength - 1)}🎁`);
    expect(cut).toBe('x'.repeat(maxGiftMessageLength - 1));
    expect(readBagText(stored({ ...full, giftMessage: 'x'.repeat(201) }))).toMatchObject({ state: 'repaired' });
  });

  it('keeps line breaks in a message and nothing else that does not print', () => {
    expect(fitGiftMessage('a\r\nb\u0000\u001bc\td')).toBe('a\nbcd');
  });
});

describe('tricks with prototypes', () => {
  it('a __proto__ in the text is no version, no line and no property of anything else', () => {
    const text =
      '{"__proto__":{"version":1,"lines":[{"sku":"A","quantity":1}]},"constructor":{"prototype":{"owned":true}}}';
    expect(readBagText(text)).toEqual({ state: 'emptied', bag: emptyBag, reason: 'foreign' });
    expect(Object.hasOwn(Object.prototype, 'owned')).toBe(false);
    expect(Object.hasOwn(Object.prototype, 'version')).toBe(false);
  });

  it('a line that inherits its fields has none', () => {
    const text = '{"version":1,"lines":[{"__proto__":{"sku":"A","quantity":1}}],"giftWrap":false,"giftMessage":""}';
    expect(readBagText(text).bag.lines).toEqual([]);
  });
});
