import {
  type Declared,
  type DeclaredAnalyticsTable,
  type DeclaredPersonalTable,
  type DeclaredTable,
  isPersonal,
} from '../policy-schema.ts';
import { periodInWords } from './map-rows.ts';
import { namespaces, termsOf } from './vocabulary.ts';

/**
 * The declarations as JSON-LD, in terms of the Data Privacy Vocabulary. Identifiers are
 * fragments of whatever address the document is read from.
 */

type Node = Readonly<Record<string, unknown>>;

interface Extent {
  /** ISO 8601 date of the newest change of the policy. */
  readonly lastChanged: string;
  /** Tables and columns too: for the record, not for the public. */
  readonly withDataMap: boolean;
}

export function recordAsJsonLd(declared: Declared, { lastChanged, withDataMap }: Extent): Node {
  return {
    '@context': namespaces,
    '@graph': [
      notice(declared, lastChanged),
      controller(declared),
      ...Object.entries(declared.purposes).map(([id, purpose]) => processOf(id, purpose, declared, withDataMap)),
      ...Object.entries(declared.categories).map(([id, category]) => categoryNode(id, category)),
      ...Object.entries(declared.people).map(([id, words]) => ({
        '@id': `#people-${id}`,
        '@type': ['dpv:DataSubject', ...termsOf('people', id)],
        'dct:title': words,
      })),
      ...Object.entries(declared.recipients).map(([id, recipient]) => recipientNode(id, recipient)),
      ...Object.entries(declared.recipients).map(([id, recipient]) => transferNode(id, recipient)),
      ...Object.entries(declared.retention).map(([id, rule]) => periodNode(id, rule)),
      ...(withDataMap ? everyTable(declared).map(([id, table]) => tableNode(id, table)) : []),
    ],
  };
}

function notice({ contacts, rights, securityMeasures, purposes }: Declared, lastChanged: string): Node {
  return {
    '@id': '#policy',
    '@type': 'dpv:PrivacyNotice',
    'dct:title': `Privacy policy of ${contacts.controller}`,
    'dct:modified': lastChanged,
    'dpv:hasDataController': link('controller'),
    'dpv:hasProcess': Object.keys(purposes).map((id) => link(`process-${id}`)),
    'dpv:hasRight': Object.entries(rights).map(([id, { name, description, appliesTo }]) => ({
      '@id': `#right-${id}`,
      '@type': 'dpv:DataSubjectRight',
      'skos:broader': termsOf('rights', id).map(term),
      'dct:title': name,
      'dct:description': `${description} (${appliesTo})`,
    })),
    'dpv:hasTechnicalOrganisationalMeasure': Object.entries(securityMeasures).map(([id, { words }]) => ({
      '@id': `#measure-${id}`,
      '@type': termsOf('measures', id),
      'dct:description': words,
    })),
  };
}

function controller({ contacts }: Declared): Node {
  return {
    '@id': '#controller',
    '@type': 'dpv:DataController',
    'dpv:hasName': contacts.controller,
    'dpv:hasContact': [contacts.privacyEmail, contacts.whatsApp],
  };
}

function processOf(id: string, purpose: Declared['purposes'][string], declared: Declared, withDataMap: boolean): Node {
  const { recipients, retention } = declared;
  const uses = (names: readonly string[]) => names.some((name) => purpose.categories.includes(name));
  const receiving = Object.entries(recipients).filter(([, { serves, sees }]) => serves.includes(id) && uses(sees));
  const tables = everyTable(declared).filter(([, table]) => isPersonal(table) && table.purposes.includes(id));
  return {
    '@id': `#process-${id}`,
    '@type': 'dpv:PersonalDataProcess',
    'dct:title': purpose.name,
    'dpv:hasDataController': link('controller'),
    'dpv:hasPurpose': {
      '@id': `#purpose-${id}`,
      '@type': 'dpv:Purpose',
      'skos:broader': termsOf('purposes', id).map(term),
      'dct:title': purpose.name,
    },
    'dpv:hasLegalBasis': termsOf('legalBases', purpose.legalBasis).map(term),
    'dpv:hasDataSubject': purpose.people.map((name) => link(`people-${name}`)),
    'dpv:hasPersonalData': purpose.categories.map((name) => link(`category-${name}`)),
    'dpv:hasRecipient': receiving.map(([name]) => link(`recipient-${name}`)),
    'dpv:hasStorageCondition': Object.entries(retention)
      .filter(([, rule]) => uses(rule.categories))
      .map(([name]) => link(`retention-${name}`)),
    ...(withDataMap && tables.length > 0 ? { 'dpv:hasProcess': tables.map(([name]) => link(`table-${name}`)) } : {}),
  };
}

function categoryNode(id: string, { name, holds, from, notKept }: Declared['categories'][string]): Node {
  return {
    '@id': `#category-${id}`,
    '@type': 'dpv:PersonalData',
    'skos:narrower': termsOf('categories', id).map(term),
    'dct:title': name,
    'dct:description': notKept ? `${holds}. Never kept: ${notKept}` : holds,
    'dpv:hasDataSource': termsOf('sources', from).map(term),
  };
}

function recipientNode(id: string, { name, purpose, location, role, sees }: Declared['recipients'][string]): Node {
  return {
    '@id': `#recipient-${id}`,
    '@type': termsOf('roles', role),
    'dpv:hasName': name,
    'dct:description': purpose,
    'dpv:hasLocation': place(location),
    'dpv:hasPersonalData': sees.map((category) => link(`category-${category}`)),
  };
}

function transferNode(id: string, { name, location, safeguard, sees }: Declared['recipients'][string]): Node {
  return {
    '@id': `#transfer-${id}`,
    '@type': 'dpv:PersonalDataProcess',
    'dct:title': `Transfer to ${name}`,
    'dct:description': safeguard,
    'dpv:hasProcessing': term('dpv:Transfer'),
    'dpv:hasDataController': link('controller'),
    'dpv:hasRecipient': link(`recipient-${id}`),
    'dpv:hasPersonalData': sees.map((category) => link(`category-${category}`)),
    'dpv:hasLegalBasis': termsOf('transfers', id).map(term),
    'dpv:hasLocation': place(location),
  };
}

function periodNode(id: string, rule: Declared['retention'][string]): Node {
  return {
    '@id': `#retention-${id}`,
    '@type': 'dpv:StorageDuration',
    'dct:title': rule.name,
    'dct:description': rule.words,
    'dpv:hasDuration': {
      '@type': 'dpv:UntilEventDuration',
      'dpv:hasDuration': isoDuration(rule.keep),
      'dct:description': periodInWords(rule),
    },
  };
}

/** Of both databases. */
function everyTable({ dataMap, analyticsMap }: Declared) {
  return [...Object.entries(dataMap), ...Object.entries(analyticsMap)];
}

function tableNode(id: string, table: DeclaredTable | DeclaredAnalyticsTable): Node {
  const stores = { 'dpv:hasProcessing': term('dpv:Store'), 'dpv:hasDataController': link('controller') };
  if (!isPersonal(table)) {
    return {
      '@id': `#table-${id}`,
      '@type': 'dpv:NonPersonalDataProcess',
      'dct:title': id,
      'dct:description': table.freeOfPersonalData,
      ...stores,
      'dpv:hasData': table.columns.map((column) => columnNode(id, column, 'none')),
    };
  }
  const columns = Object.entries(table.columns);
  return {
    '@id': `#table-${id}`,
    '@type': 'dpv:PersonalDataProcess',
    'dct:title': id,
    'dct:description': table.holds,
    ...stores,
    'dpv:hasPersonalData': columns
      .filter(([, category]) => category !== 'none')
      .map(([column, category]) => columnNode(id, column, category)),
    'dpv:hasData': columns
      .filter(([, category]) => category === 'none')
      .map(([column]) => columnNode(id, column, 'none')),
    ...storageOf(table),
  };
}

function columnNode(table: string, column: string, category: string): Node {
  const named = { '@id': `#column-${table}.${column}`, 'dct:title': `${table}.${column}` };
  if (category === 'none') return { ...named, '@type': 'dpv:NonPersonalData' };
  return { ...named, '@type': 'dpv:PersonalData', 'skos:broader': link(`category-${category}`) };
}

function storageOf(
  table: DeclaredPersonalTable | Exclude<DeclaredAnalyticsTable, { freeOfPersonalData: string }>,
): Node {
  if (table.retention !== 'with-parent' && table.retention !== 'until-settled') {
    return { 'dpv:hasStorageCondition': link(`retention-${table.retention}`) };
  }
  const parent = 'subject' in table && 'through' in table.subject ? table.subject.through : '';
  return {
    'dpv:hasStorageCondition': {
      '@type': 'dpv:StorageDuration',
      'dpv:hasDuration': {
        '@type': 'dpv:UntilEventDuration',
        'dct:description':
          table.retention === 'with-parent'
            ? `as long as its row of ${parent}`
            : `until its row of ${parent} is settled`,
      },
    },
  };
}

/** "P7Y", "P30D", "PT30M": ISO 8601. */
function isoDuration({ years, days, minutes }: Declared['retention'][string]['keep']): string {
  if (years !== undefined) return `P${years}Y`;
  return days !== undefined ? `P${days}D` : `PT${minutes}M`;
}

function place(location: string): Node {
  return { '@type': 'dpv:Location', 'dct:title': location };
}

function link(fragment: string): Node {
  return { '@id': `#${fragment}` };
}

function term(name: string): Node {
  return { '@id': name };
}
