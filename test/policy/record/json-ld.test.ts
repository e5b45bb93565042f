import { describe, expect, it } from 'vitest';
import { readDeclarations } from '../../../src/policy/policy.ts';
import { recordAsJsonLd } from '../../../src/policy/record/record-as-json-ld.ts';
import { namespaces } from '../../../src/policy/record/vocabulary.ts';
import { dpvTerms } from './dpv-terms.ts';

const declared = readDeclarations();
const whole = recordAsJsonLd(declared, { lastChanged: '2026-11-23', withDataMap: true });
const forThePublic = recordAsJsonLd(declared, { lastChanged: '2026-11-23', withDataMap: false });

const classes: readonly string[] = [...dpvTerms.dpvClasses, ...dpvTerms.gdprClasses, ...dpvTerms.personalDataClasses];
const otherProperties = ['dct:title', 'dct:description', 'dct:modified', 'skos:broader', 'skos:narrower'];
const properties: readonly string[] = [...dpvTerms.dpvProperties, ...otherProperties];

interface Found {
  readonly properties: Set<string>;
  readonly classes: Set<string>;
  readonly defined: string[];
  readonly linked: Set<string>;
}

/** Every term and every identifier of a document, after a trip through its own text. */
function readJsonLd(document: unknown): Found {
  const found: Found = { properties: new Set(), classes: new Set(), defined: [], linked: new Set() };
  const { '@graph': graph } = JSON.parse(JSON.stringify(document)) as { '@graph': unknown };
  visit(graph, found);
  return found;
}

function visit(node: unknown, found: Found): void {
  if (Array.isArray(node)) for (const item of node) visit(item, found);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  const entries = Object.entries(node);
  for (const [key, value] of entries) {
    if (key === '@type') for (const type of [value].flat()) found.classes.add(String(type));
    else if (key === '@id') readIdentifier(String(value), entries.length === 1, found);
    else {
      found.properties.add(key);
      visit(value, found);
    }
  }
}

function readIdentifier(id: string, isLink: boolean, found: Found): void {
  if (!id.startsWith('#')) found.classes.add(id);
  else if (isLink) found.linked.add(id);
  else found.defined.push(id);
}

describe('the policy as JSON-LD', () => {
  it('speaks in terms that the Data Privacy Vocabulary has', () => {
    const found = readJsonLd(whole);
    expect([...found.classes].filter((term) => !classes.includes(term))).toEqual([]);
    expect([...found.properties].filter((term) => !properties.includes(term))).toEqual([]);
    expect(found.classes.size).toBeGreaterThan(60);
    expect(whole['@context']).toBe(namespaces);
    for (const term of [...found.classes, ...found.properties])
      expect(namespaces).toHaveProperty(term.split(':')[0] ?? '');
  });

  it('links to nothing that it does not define, and defines nothing twice', () => {
    for (const document of [whole, forThePublic]) {
      const { defined, linked } = readJsonLd(document);
      expect(new Set(defined).size).toBe(defined.length);
      expect([...linked].filter((id) => !defined.includes(id))).toEqual([]);
    }
  });

  it('has every purpose, category, recipient, period and right, and in the record every table and column', () => {
    const { defined } = readJsonLd(whole);
    const identifiers = [
      ...Object.keys(declared.purposes).flatMap((id) => [`#process-${id}`, `#purpose-${id}`]),
      ...Object.keys(declared.categories).map((id) => `#category-${id}`),
      ...Object.keys(declared.recipients).flatMap((id) => [`#recipient-${id}`, `#transfer-${id}`]),
      ...Object.keys(declared.retention).map((id) => `#retention-${id}`),
      ...Object.keys(declared.rights).map((id) => `#right-${id}`),
      ...[...Object.entries(declared.dataMap), ...Object.entries(declared.analyticsMap)].flatMap(
        ([table, { columns }]) => [
          `#table-${table}`,
          ...(Array.isArray(columns) ? columns : Object.keys(columns)).map((column) => `#column-${table}.${column}`),
        ],
      ),
    ];
    expect(identifiers.filter((id) => !defined.includes(id))).toEqual([]);
  });

  it('says of a purpose on which basis, whose data, who receives it and how long', () => {
    const nodes = whole['@graph'] as readonly Readonly<Record<string, unknown>>[];
    expect(nodes.find((node) => node['@id'] === '#process-marketing')).toMatchObject({
      '@type': 'dpv:PersonalDataProcess',
      'dpv:hasLegalBasis': [{ '@id': 'dpv:Consent' }, { '@id': 'eu-gdpr:A6-1-a' }],
      'dpv:hasDataSubject': [{ '@id': '#people-subscribers' }],
      'dpv:hasPersonalData': [{ '@id': '#category-consent-records' }],
      'dpv:hasRecipient': [{ '@id': '#recipient-cloud-hosting' }],
      'dpv:hasStorageCondition': expect.arrayContaining([{ '@id': '#retention-marketing-consent' }]),
    });
    expect(nodes.find((node) => node['@id'] === '#retention-orders')).toMatchObject({
      '@type': 'dpv:StorageDuration',
      'dpv:hasDuration': { '@type': 'dpv:UntilEventDuration', 'dpv:hasDuration': 'P7Y' },
    });
  });

  it('tells the public nothing of tables and columns', () => {
    expect(JSON.stringify(forThePublic)).not.toMatch(/#(table|column)-/);
    expect(readJsonLd(forThePublic).defined).toContain('#policy');
  });
});
