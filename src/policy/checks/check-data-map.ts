import { type Declared, type DeclaredPersonalTable, isPersonal } from '../policy-schema.ts';
import { unknownName } from './unknown-name.ts';

/** Each table with personal data has purposes, a period that really deletes from it, and a way to the person. */
export function checkDataMap(declared: Declared): readonly string[] {
  return [
    ...Object.entries(declared.dataMap).flatMap(([id, table]) =>
      isPersonal(table)
        ? [
            ...mistakesOfFields(`dataMap.${id}.columns`, table.columns, table.purposes, declared),
            ...withoutPersonalData(id, table),
            ...mistakesOfPurposes(`The table "${id}"`, table.purposes, declared),
            ...mistakesOfPeriod(id, table, declared),
            ...mistakesOfSubject(id, table, declared),
            ...mistakesOfExport(id, table),
            ...mistakesOfErasure(id, table, declared),
          ]
        : [],
    ),
    ...Object.entries(declared.queueMap).flatMap(([id, { purposes, fields }]) => [
      ...mistakesOfFields(`queueMap.${id}.fields`, fields, purposes, declared),
      ...mistakesOfPurposes(`The queue "${id}"`, purposes, declared),
    ]),
  ];
}

export function mistakesOfFields(
  where: string,
  fields: Readonly<Record<string, string>>,
  served: readonly string[],
  { categories, purposes }: Declared,
): readonly string[] {
  return Object.entries(fields).flatMap(([field, name]) => {
    if (name === 'none') return [];
    const by = `${where}.${field}`;
    const category = categories[name];
    if (!category) {
      const known = [...Object.keys(categories), 'none'];
      return unknownName({ by, kind: 'category', name, known, file: 'categories.ts' });
    }
    if (category.notKept !== undefined) {
      return [`${by} is of the category "${name}", of which nothing is kept: ${category.notKept} Do not store it.`];
    }
    if (served.some((purpose) => purposes[purpose]?.categories.includes(name))) return [];
    return [
      `${by} is of the category "${name}", which none of the purposes of its table uses. Add to the purposes in ` +
        'src/policy/data-map.ts the one that needs it, or do not store it.',
    ];
  });
}

function withoutPersonalData(id: string, { columns }: DeclaredPersonalTable): readonly string[] {
  if (Object.values(columns).some((category) => category !== 'none')) return [];
  return [
    `The table "${id}" has no column with personal data. Declare it in src/policy/data-map.ts as freeOfPersonalData, ` +
      'with the reason, or give its columns their categories.',
  ];
}

export function mistakesOfPurposes(
  by: string,
  served: readonly string[],
  { purposes }: Declared,
  file = 'data-map.ts',
): readonly string[] {
  if (served.length === 0) return [`${by} has no purpose. Add its purposes in src/policy/${file}.`];
  return served.flatMap((name) =>
    unknownName({ by, kind: 'purpose', name, known: Object.keys(purposes), file: 'purposes.ts' }),
  );
}

function mistakesOfPeriod(id: string, table: DeclaredPersonalTable, { retention }: Declared): readonly string[] {
  const by = `The table "${id}"`;
  if (table.retention === 'with-parent' || table.retention === 'until-settled') {
    if ('through' in table.subject) return [];
    return [
      `${by} is kept "${table.retention}" and names no parent. Give it subject: { through, column } in ` +
        'src/policy/data-map.ts, or a rule of its own.',
    ];
  }
  const rule = retention[table.retention];
  if (!rule) {
    const known = [...Object.keys(retention), 'with-parent', 'until-settled'];
    return unknownName({ by, kind: 'retention rule', name: table.retention, known, file: 'retention.ts' });
  }
  if (!rule.deletes) {
    return [
      `${by} is kept by the rule "${table.retention}", which deletes nothing. Add deletes: { table: '${id}', … } to it ` +
        'in src/policy/retention.ts.',
    ];
  }
  if (rule.deletes.table !== id || rule.deletes.within !== undefined) {
    return [
      `${by} is kept by the rule "${table.retention}", which deletes from ${rule.deletes.table}. Give ${id} a rule of its ` +
        'own in src/policy/retention.ts.',
    ];
  }
  return notCovered(id, table, rule.categories);
}

/** What the table holds, its rule is about: else the record of processing would give the category another period. */
export function notCovered(
  id: string,
  table: Pick<DeclaredPersonalTable, 'columns' | 'retention'>,
  covered: readonly string[],
): readonly string[] {
  const held = new Set(Object.values(table.columns).filter((category) => category !== 'none'));
  return [...held]
    .filter((category) => !covered.includes(category))
    .map(
      (category) =>
        `The table "${id}" holds "${category}", which its rule "${table.retention}" does not name. Add '${category}' to ` +
        'the categories of that rule in src/policy/retention.ts.',
    );
}

/** The way from a row to the person: by its own column, or from table to table until one has their address or its hash. */
function mistakesOfSubject(id: string, table: DeclaredPersonalTable, { dataMap }: Declared): readonly string[] {
  const by = `dataMap.${id}.subject`;
  const known = Object.keys(table.columns);
  const column = columnOf(table.subject);
  const unknownColumn = unknownName({ by, kind: `column of ${id}`, name: column, known, file: 'data-map.ts' });
  const passed = [id];
  let current = table;
  while ('through' in current.subject) {
    const { through } = current.subject;
    const next = dataMap[through];
    if (!next) {
      const tables = Object.keys(dataMap);
      return [
        ...unknownColumn,
        ...unknownName({ by, kind: 'table', name: through, known: tables, file: 'data-map.ts' }),
      ];
    }
    if (!isPersonal(next) || passed.includes(through)) {
      return [
        ...unknownColumn,
        `${by} leads to nobody: ${[...passed, through].join(' → ')}. Let it lead to a table with an emailColumn or ` +
          'a hashColumn, in src/policy/data-map.ts.',
      ];
    }
    passed.push(through);
    current = next;
  }
  return unknownColumn;
}

function columnOf(subject: DeclaredPersonalTable['subject']): string {
  if ('emailColumn' in subject) return subject.emailColumn;
  return 'hashColumn' in subject ? subject.hashColumn : subject.column;
}

function mistakesOfExport(id: string, { columns, notExported = {} }: DeclaredPersonalTable): readonly string[] {
  const known = Object.keys(columns);
  return Object.keys(notExported).flatMap((name) =>
    unknownName({ by: `dataMap.${id}.notExported`, kind: `column of ${id}`, name, known, file: 'data-map.ts' }),
  );
}

/** Rows that stay without identity have none: the person is in them by a keyed hash alone, once the rest is emptied. */
function mistakesOfErasure(
  id: string,
  { erase, emptied = [], columns, subject }: DeclaredPersonalTable,
  declared: Declared,
): readonly string[] {
  const by = `dataMap.${id}.emptied`;
  const unknown = emptied.flatMap((name) =>
    unknownName({ by, kind: `column of ${id}`, name, known: Object.keys(columns), file: 'data-map.ts' }),
  );
  if (erase !== 'keep-without-identity') return unknown;
  const parent = 'through' in subject ? declared.dataMap[subject.through] : undefined;
  const isNameless =
    'hashColumn' in subject ||
    ('emailColumn' in subject && emptied.includes(subject.emailColumn)) ||
    (parent && isPersonal(parent) && parent.erase === 'keep-without-identity');
  if (isNameless) return unknown;
  return [
    ...unknown,
    `dataMap.${id}.erase keeps the rows without identity, and they lead to a person by more than a hash. Give it ` +
      `subject: { hashColumn } in src/policy/data-map.ts, empty its address, or erase it in another way.`,
  ];
}
