import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type House, missingFacts, parseHouse } from '../../src/catalog/house.ts';

const given = await readFile('test/catalog/samples/house.yaml', 'utf8');
const house = parseHouse(given);

describe('the facts of the house', () => {
  it('are listed in words for as long as they are missing', () => {
    const missing = missingFacts({ ...house, vatNumber: null, euResponsiblePerson: nobody });
    expect(missing).toContain('the VAT number (vatNumber)');
    expect(missing).toContain('the postal address of the EU responsible person (euResponsiblePerson.postalAddress)');
  });

  it('ask for each maker by the workshop, as Art. 19 of the Product Safety Regulation wants them named', () => {
    const makers = { weavers: { workshop: 'Weavers in Hawick, Scotland', ...nobody } };
    const missing = missingFacts({ ...house, makers }).filter((fact) => fact.includes('makers.weavers'));
    expect(missing).toEqual([
      'the name of the maker "Weavers in Hawick, Scotland" (makers.weavers.name)',
      'the postal address of the maker "Weavers in Hawick, Scotland" (makers.weavers.postalAddress)',
      'the electronic address of the maker "Weavers in Hawick, Scotland" (makers.weavers.electronicAddress)',
    ]);
  });

  it('miss nothing once everything is given', () => {
    expect(missingFacts(complete)).toEqual([]);
  });

  it('are missing one by one: every null is told', () => {
    const fields = [
      'legalName',
      'postalAddress',
      'registration',
      'vatNumber',
      'senderDomain',
      'gtinPrefix',
      'warehouseAddress',
      'telephone',
      'disputeResolution',
    ];
    for (const field of fields)
      expect(missingFacts({ ...complete, [field]: null }), field).toEqual([expect.stringContaining(`(${field})`)]);
  });

  it('have the addresses that the privacy policy gives', async () => {
    const real = parseHouse(await readFile('src/content/house.yaml', 'utf8'));
    expect(real.privacyEmail).toBe('privacy@liengroup.com');
    expect(real.whatsapp).toBe('+8616657122166');
  });

  it.each([
    [
      'an unknown field',
      'legalName: null',
      'legalNames: null',
      /legalNames is not a known field\. Did you mean "legalName"\?/,
    ],
    ['a missing field', 'vatNumber: null', '', /vatNumber is missing\. Give the VAT number/],
    [
      'a name instead of an address',
      'warehouseAddress: null',
      'warehouseAddress: Lyon',
      /warehouseAddress is not a postal address/,
    ],
    ['a prefix without quotes', 'gtinPrefix: null', 'gtinPrefix: 400638', /gtinPrefix must be text: put it in quotes/],
    [
      'an e-mail address for the domain',
      'senderDomain: null',
      'senderDomain: shop@example.com',
      /senderDomain is "shop@example\.com"\. Give a domain/,
    ],
    ['something that is not YAML', 'legalName: null', 'legalName: "', /house\.yaml is not YAML: /],
  ])('are refused with %s', (_, from, to, expected) => {
    expect(given).toContain(from);
    expect(() => parseHouse(given.replace(from, to))).toThrow(expected);
  });
});

const nobody = { name: null, postalAddress: null, electronicAddress: null };
const somebody = {
  name: 'Someone',
  postalAddress: { lines: ['1 Street', '75001 Town'], country: 'FR' },
  electronicAddress: 'someone@example.com',
};
const complete: House = {
  ...house,
  telephone: '+33123456789',
  disputeResolution: 'none',
  legalName: 'House SAS',
  postalAddress: somebody.postalAddress,
  registration: { register: 'RCS Paris', number: '123 456 789' },
  vatNumber: 'FR12345678901',
  euResponsiblePerson: somebody,
  senderDomain: 'example.com',
  gtinPrefix: '400638',
  warehouseAddress: somebody.postalAddress,
  makers: { weavers: { workshop: 'Weavers in Hawick, Scotland', ...somebody } },
};
