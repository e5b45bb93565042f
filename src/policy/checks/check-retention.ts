import { durationInWords } from '../duration.ts';
import { type Declared, isPersonal } from '../policy-schema.ts';
import { unknownName } from './unknown-name.ts';

/** Each category has a period or the reason why nothing of it is kept; each period is of something, and its words say it. */
export function checkRetention(declared: Declared): readonly string[] {
  return [
    ...Object.entries(declared.categories).flatMap(([id, category]) => withoutPeriod(id, category, declared)),
    ...Object.entries(declared.retention).flatMap(([id, rule]) => [
      ...mistakesOfRule(id, rule, declared),
      ...mistakesOfDeletion(id, rule, declared),
    ]),
  ];
}

type Rule = Declared['retention'][string];

function withoutPeriod(
  id: string,
  { notKept }: Declared['categories'][string],
  { retention }: Declared,
): readonly string[] {
  const rules = Object.entries(retention).filter(([, { categories }]) => categories.includes(id));
  if (notKept !== undefined) {
    return rules.map(
      ([rule]) =>
        `The category "${id}" is declared as never kept, and the rule "${rule}" keeps it. Take '${id}' out of the ` +
        'categories of that rule in src/policy/retention.ts, or the notKept out of src/policy/categories.ts.',
    );
  }
  if (rules.length > 0) return [];
  return [
    `The category "${id}" has no retention. Add '${id}' to the categories of a rule in src/policy/retention.ts, or ` +
      'say in its notKept in src/policy/categories.ts why nothing of it is kept.',
  ];
}

function mistakesOfRule(id: string, rule: Rule, { categories }: Declared): readonly string[] {
  const by = `The retention rule "${id}"`;
  const said = durationInWords(rule.keep);
  return [
    ...rule.categories.flatMap((name) =>
      unknownName({ by, kind: 'category', name, known: Object.keys(categories), file: 'categories.ts' }),
    ),
    ...(rule.categories.length === 0 && !rule.deletes
      ? [`${by} is of no category and of no table. Add its categories, or what it deletes, in src/policy/retention.ts.`]
      : []),
    ...(rule.stands === 'policy' && !new RegExp(`\\b${said}\\b`).test(rule.words)
      ? [
          `${by} keeps ${said}, and the sentence retention.${id} says "${rule.words}". The text is given: put the keep back ` +
            'to what it says, in src/policy/retention.ts.',
        ]
      : []),
  ];
}

function mistakesOfDeletion(id: string, { deletes }: Rule, { dataMap, analyticsMap }: Declared): readonly string[] {
  if (!deletes) return [];
  const by = `The retention rule "${id}"`;
  const [map, name, file] = deletes.within
    ? ([analyticsMap, 'analyticsMap', 'analytics-map.ts'] as const)
    : ([dataMap, 'dataMap', 'data-map.ts'] as const);
  const table = map[deletes.table];
  if (!table) return unknownName({ by, kind: 'table', name: deletes.table, known: Object.keys(map), file });
  const known = isPersonal(table) ? Object.keys(table.columns) : table.columns;
  const columns = [deletes.keyColumn, deletes.startColumn, ...(deletes.only ? [deletes.only.column] : [])];
  return [
    ...columns.flatMap((name) => unknownName({ by, kind: `column of ${deletes.table}`, name, known, file })),
    ...(isPersonal(table) && table.retention !== id
      ? [
          `${by} deletes from ${deletes.table}, which is declared to be kept by "${table.retention}". Make ${name}.` +
            `${deletes.table}.retention '${id}' in src/policy/${file}, or let the rule delete from its own table.`,
        ]
      : []),
  ];
}
