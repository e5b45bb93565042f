import type { Declared } from '../policy-schema.ts';
import { unknownName } from './unknown-name.ts';

/** Each category serves a purpose, each purpose has a legal basis and somebody whose data it is. */
export function checkCategories(declared: Declared): readonly string[] {
  return [
    ...Object.keys(declared.categories).flatMap((id) => withoutPurpose(id, declared)),
    ...Object.entries(declared.purposes).flatMap(([id, purpose]) => mistakesOfPurpose(id, purpose, declared)),
  ];
}

function withoutPurpose(id: string, { purposes }: Declared): readonly string[] {
  if (Object.values(purposes).some(({ categories }) => categories.includes(id))) return [];
  return [
    `The category "${id}" has no purpose. Add '${id}' to the categories of a purpose in src/policy/purposes.ts, ` +
      'or stop collecting it and take it out of src/policy/categories.ts.',
  ];
}

function mistakesOfPurpose(
  id: string,
  { legalBasis, categories, people }: Declared['purposes'][string],
  declared: Declared,
): readonly string[] {
  const by = `The purpose "${id}"`;
  const file = 'purposes.ts';
  return [
    ...unknownName({ by, kind: 'legal basis', name: legalBasis, known: Object.keys(declared.legalBases), file }),
    ...empty(by, categories, 'categories', 'no category'),
    ...empty(by, people, 'people', 'nobody whose data it is'),
    ...categories.flatMap((name) =>
      unknownName({ by, kind: 'category', name, known: Object.keys(declared.categories), file: 'categories.ts' }),
    ),
    ...people.flatMap((name) =>
      unknownName({ by, kind: 'group of people', name, known: Object.keys(declared.people), file }),
    ),
  ];
}

function empty(by: string, list: readonly string[], field: string, lacks: string): readonly string[] {
  if (list.length > 0) return [];
  return [`${by} has ${lacks}. Add to its ${field} in src/policy/purposes.ts, or take the purpose out.`];
}
