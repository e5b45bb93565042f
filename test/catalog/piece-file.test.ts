import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, parseHouse } from '../../src/catalog/house.ts';
import { describeMistakes, readPieceFiles } from '../../src/catalog/read-piece-files.ts';

const sunglasses = await readFile('test/catalog/samples/riviera-sunglasses.yaml', 'utf8');
const belt = await readFile('test/catalog/samples/etrier-belt.yaml', 'utf8');
const house = parseHouse(await readFile('test/catalog/samples/house.yaml', 'utf8'));
const photographs = new Set([...`${sunglasses}${belt}`.matchAll(/file: (\S+)/g)].map(([, file = '']) => file));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pieces-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** What the reader says about files with these contents, as "line field message". */
async function mistakesOf(files: Readonly<Record<string, string>>, facts: House = house): Promise<readonly string[]> {
  const pieces = await mkdtemp(join(folder, 'case-'));
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(pieces, name), content)));
  const { mistakes } = await readPieceFiles(pieces, { photographs, house: facts });
  return mistakes.map(
    ({ file, line, field, message }) => `${file.replace('src/content/pieces/', '')}:${line} ${field} ${message}`,
  );
}

/** The sunglasses' file with one thing changed; fails when the file no longer has it. */
function changed(from: string, to: string, file = sunglasses): string {
  expect(file).toContain(from);
  return file.replace(from, () => to);
}

async function mistakesWith(from: string, to: string, file = sunglasses): Promise<readonly string[]> {
  return mistakesOf({ 'riviera.yaml': changed(from, to, file) });
}

describe('a file of a piece', () => {
  it('is taken when nothing is wrong', async () => {
    expect(await mistakesOf({ 'riviera.yaml': sunglasses, 'belt.yaml': belt })).toEqual([]);
  });

  it('is told with its line, the field, and what would be right', async () => {
    const [mistake] = await mistakesWith('madeIn: IT', 'madeIn: Italy');
    const line = sunglasses.split('\n').indexOf('madeIn: IT') + 1;
    expect(mistake).toBe(
      `riviera.yaml:${line} madeIn is "Italy". Give the country of origin as two capital letters (ISO 3166-1), such as IT.`,
    );
  });

  it.each([
    [
      'an unknown field',
      'kind: Sunglasses',
      'kind: Sunglasses\nweigthGrams: 3',
      /weigthGrams is not a known field. Did you mean "weightGrams"\?/,
    ],
    [
      'an unknown field deep down',
      'part: Frame,',
      'part: Frame, colour: brown,',
      /materials\[0\]\.colour is not a known field. Known are: part, of/,
    ],
    ['a missing field', 'madeIn: IT\n', '', /madeIn is missing\. Give the country of origin/],
    ['an empty text', 'name: Riviera sunglasses', 'name: ""', /name is empty\. Give the name/],
    [
      'no warnings where its kind has some',
      'safety:\n  - Not for looking straight into the sun.\n',
      '',
      /safety is missing\. Say what can happen with a piece of the kind "Sunglasses"/,
    ],
    [
      'a perfume without its ingredients',
      'kind: Sunglasses',
      'kind: Perfume',
      /ingredients is missing\. Give them as on the box, or null/,
    ],
    ['a candle without its label', 'kind: Sunglasses', 'kind: Candle', /hazardLabel is missing/],
    [
      'what goes with it and is no piece',
      'madeIn: IT',
      'madeIn: IT\ncompleteWith: [rivera]',
      /completeWith\[0\] is "rivera", which is no piece\. Did you mean "riviera"\?/,
    ],
    [
      'itself to go with it',
      'madeIn: IT',
      'madeIn: IT\ncompleteWith: [riviera]',
      /completeWith\[0\] is the piece itself/,
    ],
    ['a number for a text', 'name: Riviera sunglasses', 'name: 12', /name must be text, in quotes/],
    [
      'an unknown collection',
      'collection: watches-and-writing',
      'collection: watches-and-writting',
      /collection is "watches-and-writting"\. Did you mean "watches-and-writing"\?/,
    ],
    ['a summary of two sentences', 'at each hinge.', 'at each hinge. And more.', /summary must be one sentence/],
    ['a missing price', 'JPY: 65000, ', '', /prices\.JPY is missing\. Give the price in whole units \(Japanese yen\)/],
    ['a price with decimals', 'EUR: 390', 'EUR: 390.5', /prices\.EUR is 390\.5\. Give .* a whole number from 1/],
    ['a price of nothing', 'EUR: 390', 'EUR: 0', /prices\.EUR is 0\./],
    ['a price below nothing', 'EUR: 390', 'EUR: -390', /prices\.EUR is -390\./],
    ['a price that Stripe cannot charge', 'EUR: 390', 'EUR: 1000000', /prices\.EUR is 1000000\. .* to 999999/],
    ['a price in words', 'EUR: 390', 'EUR: "390"', /prices\.EUR must be a whole number/],
    ['a currency that the house does not take', 'EUR: 390', 'SEK: 4000, EUR: 390', /prices\.SEK is not a known field/],
    [
      'a weight in kilograms',
      'weightGrams: 260',
      'weightGrams: 0.26',
      /weightGrams is 0\.26\. Give the weight to ship, with its box, in grams/,
    ],
    ['a unit that is not one', 'value: 48, unit: mm', 'value: 48, unit: inch', /dimensions\[0\]\.unit is "inch"/],
    [
      'a customs code without quotes',
      'customsCode: "900410"',
      'customsCode: 900410',
      /customsCode must be text: put it in quotes/,
    ],
    [
      'a customs code of five digits',
      '"900410"',
      '"90041"',
      /customsCode is "90041"\. Give the Harmonised System code: 6, 8 or 10 digits/,
    ],
    [
      'an unknown maker',
      'maker: cadore-opticians',
      'maker: cadore',
      /maker is not under makers in src\/content\/house\.yaml\. Known are: cadore-opticians/,
    ],
    [
      'a SKU in small letters',
      'sku: RIV-BLACK',
      'sku: riv-black',
      /variants\[1\]\.sku is "riv-black"\. Give capital letters/,
    ],
    ['a SKU that is too long', 'sku: RIV-BLACK', `sku: ${'R'.repeat(33)}`, /variants\[1\]\.sku has more than 32/],
    [
      'a GTIN with a wrong check digit',
      '2000000070025',
      '2000000070024',
      /variants\[1\]\.gtin ends in a wrong check digit: after 200000007002 comes 5\./,
    ],
    ['a GTIN of another house', '2000000070025', '4006381333931', /variants\[1\]\.gtin must begin with 20 to 29/],
    ['stock below nothing', 'openingStock: 12', 'openingStock: -1', /variants\[1\]\.openingStock is -1/],
    ['stock of half a piece', 'openingStock: 12', 'openingStock: 1.5', /variants\[1\]\.openingStock is 1\.5/],
    [
      'a photograph that is not there',
      'riviera-sunglasses--black.jpg',
      'riviera-sunglasses--blak.jpg',
      /photographs\[2\]\.file is not in src\/assets\/photographs\. The nearest there is "riviera-sunglasses--black\.jpg"/,
    ],
    [
      'a photograph without a description',
      'alt: The same sunglasses in glossy black with grey gradient lenses.',
      'alt: ""',
      /photographs\[2\]\.alt is empty\. Give what the photograph shows/,
    ],
    [
      'a photograph of a colour that is not sold',
      'shows: { colour: Black }',
      'shows: { colour: Blue }',
      /photographs\[2\]\.shows\.colour is "Blue"\. Give one of: Tortoise, Black/,
    ],
    [
      'a photograph of an option that the piece has not',
      'shows: { colour: Black }',
      'shows: { metal: Black }',
      /photographs\[2\]\.shows\.metal is not among this piece's options \(colour\)/,
    ],
    [
      'a variant without a photograph',
      'shows: { colour: Black }',
      'shows: { colour: Tortoise }',
      /variants\[1\] RIV-BLACK has no photograph/,
    ],
    [
      'a variant that lacks an option',
      'options: { colour: Black }, ',
      '',
      /variants\[1\]\.options lacks "colour"\. Give one of: Tortoise, Black/,
    ],
    [
      'a variant of an unknown colour',
      'options: { colour: Black }',
      'options: { colour: Blak }',
      /variants\[1\]\.options\.colour is "Blak"\. Give one of: Tortoise, Black/,
    ],
    [
      'a variant with an option too many',
      'options: { colour: Black }',
      'options: { colour: Black, size: L }',
      /variants\[1\]\.options\.size is not among this piece's options/,
    ],
    [
      'two variants of one combination',
      'options: { colour: Black }',
      'options: { colour: Tortoise }',
      /variants\[1\]\.options says the same as variant RIV-TORTOISE/,
    ],
    [
      'an option that the house has not',
      'options:\n  colour:',
      'options:\n  collour:',
      /options\.collour is not a known field\. Did you mean "colour"\?/,
    ],
    ['an order without weeks', 'customsCode:', 'madeToOrder: {}\ncustomsCode:', /madeToOrder\.weeks is missing/],
    [
      'a refusal of returns without a reason',
      'customsCode:',
      'notReturnable: {}\ncustomsCode:',
      /notReturnable\.reason is missing/,
    ],
    [
      'two rules for returns',
      'customsCode:',
      'notReturnable: { reason: A. }\nreturnableWhileSealed: { reason: B. }\ncustomsCode:',
      /returnableWhileSealed stands beside notReturnable/,
    ],
    ['something that is not YAML', 'name: Riviera', 'name: "Riviera', /This is not YAML: /],
  ])('is refused with %s', async (_, from, to, expected) => {
    expect((await mistakesWith(from, to)).join('\n')).toMatch(expected);
  });

  it('is refused when its size guide misses a size or a cell', async () => {
    const file = changed(
      belt.split('\n').find((line) => line.includes('31½')) ?? 'no row',
      '    - ["81", 80 cm]',
      belt,
    );
    expect((await mistakesOf({ 'belt.yaml': file })).join('\n')).toMatch(
      /sizeGuide\.rows\[0\] has 2 cells for 4 columns[\s\S]*sizeGuide\.rows have none for size 80/,
    );
  });

  it('is refused when its name is no address', async () => {
    expect(await mistakesOf({ 'Riviera Sonnenbrille.yaml': sunglasses })).toEqual([
      expect.stringMatching(/The name of the file is the address of the piece/),
    ]);
  });

  it('is refused when another file has its SKU and its GTIN already, and the other is named', async () => {
    const told = (await mistakesOf({ 'one.yaml': sunglasses, 'two.yaml': sunglasses })).join('\n');
    expect(told).toMatch(
      /two\.yaml:\d+ variants\[0\]\.sku is "RIV-TORTOISE", which src\/content\/pieces\/one\.yaml has already/,
    );
    expect(told).toMatch(
      /two\.yaml:\d+ variants\[0\]\.gtin is "2000000070018", which src\/content\/pieces\/one\.yaml has already/,
    );
  });

  it('is refused when one SKU stands twice in it', async () => {
    expect((await mistakesWith('sku: RIV-BLACK', 'sku: RIV-TORTOISE')).join('\n')).toMatch(
      /variants\[1\]\.sku is "RIV-TORTOISE", which/,
    );
  });

  it("must have the house's own GTINs once the house has a prefix", async () => {
    const facts = { ...house, gtinPrefix: '400638' };
    const told = await mistakesOf({ 'riviera.yaml': sunglasses }, facts);
    expect(told).toHaveLength(2);
    expect(told[0]).toMatch(/variants\[0\]\.gtin must begin with 400638/);
    const given = changed('2000000070025', '4006381333931').replace('2000000070018', '4006380000003');
    expect((await mistakesOf({ 'riviera.yaml': given }, facts)).filter((mistake) => mistake.includes('begin'))).toEqual(
      [],
    );
  });

  it('tells all mistakes of all files at once', async () => {
    const { mistakes } = await readBroken();
    expect(describeMistakes(mistakes)).toMatch(
      /^2 mistakes in the catalogue:\n {2}src\/content\/pieces\/a\.yaml:\d+ {2}madeIn .*\n {2}src\/content\/pieces\/b\.yaml:\d+ {2}madeIn /,
    );
  });
});

async function readBroken() {
  const pieces = await mkdtemp(join(folder, 'case-'));
  await writeFile(join(pieces, 'a.yaml'), changed('madeIn: IT', 'madeIn: it'));
  await writeFile(join(pieces, 'b.yaml'), changed('madeIn: ES', 'madeIn: es', belt));
  return readPieceFiles(pieces, { photographs, house });
}
