import { type Declared, isPersonal } from '../policy-schema.ts';
import { periodInWords } from './map-rows.ts';

/**
 * The record of processing activities that Art. 30(1) GDPR asks of a controller, made
 * from the declarations: (a) who, (b) why, (c) whose and what, (d) who receives it,
 * (e) transfers and their safeguards, (f) time limits, (g) security measures.
 */

/** What the owner has given of the house: null is "not yet given". */
export interface ControllerDetails {
  readonly legalName: string | null;
  /** One line. */
  readonly postalAddress: string | null;
}

export interface Activity {
  readonly id: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly people: readonly string[];
  readonly categories: readonly string[];
  readonly recipients: readonly string[];
  readonly transfers: readonly string[];
  readonly timeLimits: readonly string[];
  /** The tables in which it lies. */
  readonly tables: readonly string[];
}

export interface RecordOfProcessing {
  /** ISO 8601 date of the newest change of the policy. */
  readonly lastChanged: string;
  readonly controller: readonly (readonly [label: string, value: string])[];
  readonly activities: readonly Activity[];
  /** What is kept and names nobody: listed so that the record is of every table. */
  readonly freeOfPersonalData: readonly { readonly table: string; readonly why: string; readonly timeLimit: string }[];
  readonly measures: readonly string[];
}

const notGiven = 'not yet given by the owner';

export function recordOfProcessing(
  declared: Declared,
  details: ControllerDetails,
  lastChanged: string,
): RecordOfProcessing {
  const { controller, privacyEmail, whatsApp } = declared.contacts;
  return {
    lastChanged,
    controller: [
      ['Controller', controller],
      ['Legal name', details.legalName ?? notGiven],
      ['Postal address', details.postalAddress ?? notGiven],
      ['Contact, also of the data protection officer', `${privacyEmail}; WhatsApp ${whatsApp}`],
      ['Joint controller', 'none declared'],
      ['Representative in the Union or the United Kingdom', 'none declared'],
    ],
    activities: Object.entries(declared.purposes).map(([id, purpose]) => activityOf(id, purpose, declared)),
    freeOfPersonalData: everyTable(declared).flatMap(([table, entry]) =>
      isPersonal(entry) ? [] : [{ table, why: entry.freeOfPersonalData, timeLimit: timeLimitOfFree(table, declared) }],
    ),
    measures: Object.values(declared.securityMeasures).map(({ words, kind }) => `${words} (${kind})`),
  };
}

function activityOf(id: string, purpose: Declared['purposes'][string], declared: Declared): Activity {
  const { legalBases, people, categories, recipients, retention } = declared;
  const uses = (names: readonly string[]) => names.some((name) => purpose.categories.includes(name));
  const basis = legalBases[purpose.legalBasis];
  const receiving = Object.values(recipients).filter(({ serves, sees }) => serves.includes(id) && uses(sees));
  return {
    id,
    purpose: purpose.name,
    legalBasis: basis ? `${basis.name}, ${basis.article} GDPR` : '',
    people: purpose.people.map((name) => people[name] ?? name),
    categories: purpose.categories.map((name) => `${categories[name]?.name}: ${categories[name]?.holds}`),
    recipients: receiving.map(({ name, role, purpose: why }) => `${name} (${role}): ${why}`),
    transfers: receiving.map(({ name, location, safeguard }) => `${name}, ${location}: ${safeguard}`),
    timeLimits: Object.values(retention)
      .filter((rule) => uses(rule.categories))
      .map((rule) => `${rule.name}: ${periodInWords(rule)}`),
    tables: everyTable(declared).flatMap(([name, table]) =>
      isPersonal(table) && table.purposes.includes(id) ? [name] : [],
    ),
  };
}

/** Of both databases. */
function everyTable({ dataMap, analyticsMap }: Declared) {
  return [...Object.entries(dataMap), ...Object.entries(analyticsMap)];
}

function timeLimitOfFree(table: string, { retention }: Declared): string {
  const rule = Object.values(retention).find(({ deletes }) => deletes?.table === table);
  return rule ? `${rule.name}: ${periodInWords(rule)}` : 'as long as the shop needs it';
}
