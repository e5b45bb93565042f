import { parseDocument } from 'yaml';
import { z } from 'zod';
import { exactly, fieldMistakes, fieldName, list, matching, text } from './fields.ts';

/**
 * src/content/house.yaml: what only the owner of the house knows. Null stands for "not yet
 * given": pages leave it out, and the house does not go live while anything is missing.
 */

const postalAddress = exactly('a postal address', {
  lines: list(text('a line of the address', 80), 'the lines of the address', 1, 5),
  country: matching(/^[A-Z]{2}$/, 'the country as two capital letters (ISO 3166-1), such as FR'),
});

const electronicAddress = text('an e-mail address or the address of a contact page', 200);

/** Name, postal and electronic address: what General Product Safety Regulation (EU) 2023/988, Art. 19, wants said. */
const party = {
  name: text('the name').nullable(),
  postalAddress: postalAddress.nullable(),
  electronicAddress: electronicAddress.nullable(),
};

const maker = exactly('a maker', {
  /** "Goldsmiths in Vicenza": how the house speaks of the workshop; known already. */
  workshop: text('how the house speaks of the workshop', 80),
  ...party,
});

const disputeWords = 'must be "none", or the body: { name: …, website: https://… }.';

const disputeBody = exactly('a body for disputes', {
  name: text('the name of the body', 120),
  website: z.url({ protocol: /^https$/, error: 'must be the address of its website, beginning with https.' }),
});

const houseSchema = exactly('the facts of the house', {
  privacyEmail: z.email(),
  whatsapp: matching(/^\+\d{8,15}$/, 'a telephone number with its country, such as "+33123456789"'),
  /** Directive 2011/83/EU, Art. 6(1)(c), wants a number that one can ring. */
  telephone: matching(/^\+\d{8,15}$/, 'a telephone number with its country, such as "+33123456789"').nullable(),
  legalName: text('the legal name').nullable(),
  postalAddress: postalAddress.nullable(),
  registration: exactly('the register and the number', {
    register: text('the register'),
    number: text('the number'),
  }).nullable(),
  vatNumber: text('the VAT number').nullable(),
  euResponsiblePerson: exactly('the EU responsible person', party),
  senderDomain: matching(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a domain, such as example.com').nullable(),
  gtinPrefix: matching(/^\d{4,11}$/, 'the prefix of 4 to 11 digits that GS1 gave the house, in quotes').nullable(),
  warehouseAddress: postalAddress.nullable(),
  /** Directive 2013/11/EU, Art. 13: the body that settles disputes out of court, or that the house takes part in none. */
  disputeResolution: z.union([z.literal('none'), disputeBody], { error: disputeWords }).nullable(),
  makers: z.record(z.string(), maker),
});

export type House = z.output<typeof houseSchema>;
export type Maker = House['makers'][string];
export type PostalAddress = z.output<typeof postalAddress>;

/** Throws, naming each field at fault, when the file is not what it should be. */
export function parseHouse(yamlText: string): House {
  const document = parseDocument(yamlText);
  const [error] = document.errors;
  if (error) throw new Error(`src/content/house.yaml is not YAML: ${error.message}`);
  const parsed = houseSchema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const lines = fieldMistakes(parsed.error.issues).map(
    ({ path, message }) => `  src/content/house.yaml  ${fieldName(path)} ${message}`,
  );
  throw new Error(`The facts of the house are not as they should be:\n${lines.join('\n')}`);
}

/** What is still missing before the house can go live, in words, one fact a line. Empty when all is given. */
export function missingFacts(house: House): readonly string[] {
  const facts: readonly (readonly [unknown, string])[] = [
    [house.legalName, 'the legal name of the house (legalName)'],
    [house.postalAddress, 'the postal address of the house (postalAddress)'],
    [house.registration, 'the register and the number of the house in it (registration)'],
    [house.vatNumber, 'the VAT number (vatNumber)'],
    ...partyFacts(house.euResponsiblePerson, 'the EU responsible person', 'euResponsiblePerson'),
    [house.senderDomain, 'the domain that e-mail is sent from (senderDomain)'],
    [house.gtinPrefix, 'the GTIN prefix that GS1 gave the house, and with it real GTINs in every piece (gtinPrefix)'],
    [house.warehouseAddress, 'the address that parcels leave from (warehouseAddress)'],
    [house.telephone, 'the telephone number of client care (telephone)'],
    [
      house.disputeResolution,
      'the body that settles disputes out of court, or "none" where the house takes part in none (disputeResolution)',
    ],
    ...Object.entries(house.makers).flatMap(([key, one]) =>
      partyFacts(one, `the maker "${one.workshop}"`, `makers.${key}`),
    ),
  ];
  return facts.filter(([value]) => value === null).map(([, words]) => words);
}

function partyFacts(
  one: Pick<Maker, 'name' | 'postalAddress' | 'electronicAddress'>,
  who: string,
  field: string,
): readonly (readonly [unknown, string])[] {
  return [
    [one.name, `the name of ${who} (${field}.name)`],
    [one.postalAddress, `the postal address of ${who} (${field}.postalAddress)`],
    [one.electronicAddress, `the electronic address of ${who} (${field}.electronicAddress)`],
  ];
}
