import { type Declared, isPersonal } from '../policy-schema.ts';
import { mistakesOfFields, mistakesOfPurposes, notCovered } from './check-data-map.ts';
import { unknownName } from './unknown-name.ts';

/** Each table with personal data has purposes, and a period of its own that deletes from it in this database. */
export function checkAnalyticsMap(declared: Declared): readonly string[] {
  return Object.entries(declared.analyticsMap).flatMap(([id, table]) => [
    ...(id in declared.dataMap
      ? [`The table "${id}" is declared in data-map.ts and in analytics-map.ts. Give one of them another name.`]
      : []),
    ...(isPersonal(table)
      ? [
          ...mistakesOfFields(`analyticsMap.${id}.columns`, table.columns, table.purposes, declared),
          ...mistakesOfPurposes(`The table "${id}"`, table.purposes, declared, 'analytics-map.ts'),
          ...mistakesOfPeriod(id, table, declared),
        ]
      : []),
  ]);
}

type PersonalTable = Exclude<Declared['analyticsMap'][string], { freeOfPersonalData: string }>;

function mistakesOfPeriod(id: string, table: PersonalTable, { retention }: Declared): readonly string[] {
  const by = `The table "${id}"`;
  const rule = retention[table.retention];
  if (!rule) {
    return unknownName({
      by,
      kind: 'retention rule',
      name: table.retention,
      known: Object.keys(retention),
      file: 'retention.ts',
    });
  }
  if (rule.deletes?.table !== id || rule.deletes.within !== 'ANALYTICS') {
    return [
      `${by} is kept by the rule "${table.retention}", which does not delete from it. Give that rule deletes: ` +
        `{ within: 'ANALYTICS', table: '${id}', … } in src/policy/retention.ts.`,
    ];
  }
  return notCovered(id, table, rule.categories);
}
