import { type Declared, isPersonal } from '../policy-schema.ts';
import { repeated } from './unknown-name.ts';

/** Nothing is declared twice: not under two keys with one name, and not twice in a list. */
export function checkNames(declared: Declared): readonly string[] {
  return [
    ...twiceNamed('categories', 'categories.ts', namesOf(declared.categories)),
    ...twiceNamed('purposes', 'purposes.ts', namesOf(declared.purposes)),
    ...twiceNamed('recipients', 'recipients.ts', namesOf(declared.recipients)),
    ...twiceNamed('retention', 'retention.ts', namesOf(declared.retention)),
    ...twiceNamed('rights', 'rights.ts', namesOf(declared.rights)),
    ...twiceNamed(
      'storageKeys',
      'storage-keys.ts',
      declared.storageKeys.map(({ name }) => name),
    ),
    ...twiceNamed(
      'outboundCalls',
      'outbound-calls.ts',
      declared.outboundCalls.map(({ recipient, operation }) => `${recipient} ${operation}`),
    ),
    ...twiceNamed(
      'the statements',
      'document.ts',
      declared.statements.map(({ id }) => id),
    ),
    ...listsOf(declared).flatMap(([list, file, names]) => twiceNamed(list, file, names)),
  ];
}

function namesOf(entries: Readonly<Record<string, { readonly name: string }>>): readonly string[] {
  return Object.values(entries).map(({ name }) => name);
}

function twiceNamed(list: string, file: string, names: readonly string[]): readonly string[] {
  return repeated(names).map((name) => `src/policy/${file}: ${list} has "${name}" twice. Take one of them out.`);
}

function listsOf(declared: Declared): readonly (readonly [string, string, readonly string[]])[] {
  return [
    ...Object.entries(declared.purposes).flatMap(([id, { categories, people }]) => [
      [`purposes.${id}.categories`, 'purposes.ts', categories] as const,
      [`purposes.${id}.people`, 'purposes.ts', people] as const,
    ]),
    ...Object.entries(declared.recipients).flatMap(([id, { sees, serves, reachedBy }]) => [
      [`recipients.${id}.sees`, 'recipients.ts', sees] as const,
      [`recipients.${id}.serves`, 'recipients.ts', serves] as const,
      [`recipients.${id}.reachedBy`, 'recipients.ts', reachedBy] as const,
    ]),
    ...Object.entries(declared.retention).map(
      ([id, { categories }]) => [`retention.${id}.categories`, 'retention.ts', categories] as const,
    ),
    ...Object.entries(declared.dataMap).map(
      ([id, table]) => [`dataMap.${id}`, 'data-map.ts', isPersonal(table) ? table.purposes : table.columns] as const,
    ),
    ...Object.entries(declared.analyticsMap).map(
      ([id, table]) =>
        [`analyticsMap.${id}`, 'analytics-map.ts', isPersonal(table) ? table.purposes : table.columns] as const,
    ),
  ];
}
