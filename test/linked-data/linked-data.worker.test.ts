import Validator from '@adobe/structured-data-validator';
import WebAutoExtractor from '@marbec/web-auto-extractor';
import { describe, expect, test } from 'vitest';
import { deliveryZones, servedCountries } from '../../src/catalog/delivery.ts';
import { readPieces } from '../../src/catalog/read-catalog.ts';
import { paths } from '../../src/paths.ts';
import { readBuiltPages } from '../security/built-pages.ts';
import { productsIn, type Thing, thingsIn } from './read-linked-data.ts';

/** What the built pages tell programs, read by a validator of what search engines ask that is not ours. */

const pages = readBuiltPages();
const withData = pages.filter(({ html }) => thingsIn(html).length > 0);
const pieces = await readPieces();
const pageOf = (route: string) => pages.find((page) => page.route === route)?.html ?? '';
const typesOn = (route: string) => thingsIn(pageOf(route)).map(({ '@type': type }) => type);

/** Its complaints of errors; warnings are of what is recommended and the house does not have, such as reviews. */
async function complaints(html: string): Promise<readonly string[]> {
  const read = new WebAutoExtractor({ addLocation: true, embedSource: [] }).parse(html);
  const issues = await new Validator().validate(read);
  return issues
    .filter(({ severity }) => severity === 'ERROR')
    .map(({ issueMessage, path }) => `${path.map(({ type }) => type).join('/')}: ${issueMessage}`);
}

test.each(withData.map(({ route, html }) => [route, html] as const))(
  '%s has no error that the validator knows',
  async (_, html) => {
    expect(await complaints(html)).toEqual([]);
  },
);

test('the validator does know errors: an offer without its price is one', async () => {
  const html = pageOf(paths.piece('lumen-pendant'));
  expect(await complaints(html.replace(/"price":"[^"]*",/, ''))).not.toEqual([]);
});

describe.each(pieces)('the page of $slug', ({ slug, piece }) => {
  const things = thingsIn(pageOf(paths.piece(slug)));
  const named = new Set(things.flatMap(({ '@id': id }) => id ?? []));
  const oneOf = (type: string): Thing | undefined => things.find((thing) => thing['@type'] === type);

  test('is a group where there is a choice, and leads back to its collection', () => {
    const group = oneOf('ProductGroup');
    expect(Boolean(group)).toBe(piece.variants.length > 1);
    expect(group?.['productGroupID'] ?? slug).toBe(slug);
    expect(JSON.stringify(oneOf('BreadcrumbList'))).toContain(paths.collection(piece.collection));
  });

  test('offers each variant with a seller, returns and delivery that are in the page', () => {
    for (const { offers } of productsIn(things)) {
      const names = [offers.seller, offers.hasMerchantReturnPolicy, ...(offers.shippingDetails ?? [])];
      expect(names.filter(({ '@id': id }) => !named.has(id))).toEqual([]);
      expect(offers.shippingDetails).toHaveLength(deliveryZones().length);
    }
  });

  test('delivers to every country, and takes back as the house does', () => {
    const [{ offers } = { offers: undefined }] = productsIn(things);
    const ways = things.filter(({ '@id': id }) => offers?.shippingDetails?.some((way) => way['@id'] === id));
    const countries = ways.flatMap((way) => countriesOf(way));
    expect(countries.sort()).toEqual([...servedCountries]);
    const policy = oneOf('MerchantReturnPolicy');
    expect(policy?.['merchantReturnDays']).toBe(piece.notReturnable ? undefined : 14);
    expect(policy?.['returnFees']).toBe(piece.notReturnable ? undefined : 'https://schema.org/FreeReturn');
  });
});

function countriesOf(way: Thing): readonly string[] {
  const destinations = way['shippingDestination'] as readonly { readonly addressCountry: string }[];
  return destinations.map(({ addressCountry }) => addressCountry);
}

test('the house is told where it speaks, with how to reach it and how it takes back', () => {
  for (const route of [paths.home, paths.contact]) {
    expect(typesOn(route)).toEqual(['OnlineStore', 'MerchantReturnPolicy']);
    expect(pageOf(route)).toContain('"contactPoint"');
  }
});

test('no page that is for one person alone tells programs anything', () => {
  const silent = pages.filter(({ html }) => html.includes('<meta name="robots" content="noindex">'));
  expect(silent.length).toBeGreaterThan(10);
  expect(silent.filter(({ html }) => thingsIn(html).length > 0)).toEqual([]);
});
