import { expect, it } from 'vitest';
import { subjectTables } from '../../functions/subject/subject-tables.ts';
import { dataMap } from '../../src/policy/data-map.ts';
import {
  addressesOfOthers,
  addressesThatStay,
  keptForTax,
  lockedInto,
  type TaxRecord,
} from '../../src/policy/kept-after-erasure.ts';
import type { FreeTable, TableDeclaration } from '../../src/policy/tables/declaration.ts';

const tables = Object.entries<TableDeclaration | FreeTable>(dataMap).flatMap(([name, table]) =>
  'erase' in table ? [{ name, ...table }] : [],
);

function columnsOf(name: string): readonly string[] {
  return Object.keys(tables.find((table) => table.name === name)?.columns ?? {});
}

it('says of every column of every table that tax law needs whether it stays, is locked away or goes', () => {
  const halves = tables.filter(({ erase }) => erase === 'keep-what-tax-law-needs').map(({ name }) => name);
  expect(Object.keys(keptForTax).sort()).toEqual(halves.sort());
  for (const [name, { kept, locked, whileDelivering }] of Object.entries<TaxRecord>(keptForTax)) {
    expect([...kept, ...locked, ...whileDelivering].sort(), name).toEqual([...columnsOf(name)].sort());
  }
});

it('has a locked place with a column for each that is locked away', () => {
  for (const column of keptForTax.orders.locked) expect(columnsOf(lockedInto)).toContain(column);
});

it('empties, of what is kept as proof, every column with an address', () => {
  const proofs = tables.filter(({ erase }) => erase === 'keep-without-identity');
  expect(proofs.length).toBeGreaterThan(5);
  for (const { name, subject, columns, emptied = [] } of proofs) {
    for (const column of emptied) expect(Object.keys(columns), name).toContain(column);
    if ('emailColumn' in subject) expect(emptied, name).toContain(subject.emailColumn);
  }
});

it('knows every column with the address of somebody else', () => {
  const found = tables.flatMap(({ name, columns, subject }) =>
    Object.keys(columns).flatMap((column) =>
      /email/.test(column) && !('emailColumn' in subject && subject.emailColumn === column)
        ? [`${name}.${column}`]
        : [],
    ),
  );
  const said = [
    ...Object.entries(addressesOfOthers).flatMap(([name, columns]) => columns.map((column) => `${name}.${column}`)),
    ...Object.entries(addressesThatStay).flatMap(([name, kept]) =>
      Object.keys(kept).map((column) => `${name}.${column}`),
    ),
  ];
  expect(said.sort()).toEqual(found.sort());
});

it('reaches every declared table, children before their parents', () => {
  const walked = subjectTables().map(({ name }) => name);
  expect([...walked].sort()).toEqual(tables.map(({ name }) => name).sort());
  for (const { name, subject } of tables) {
    if ('through' in subject) expect(walked.indexOf(name), name).toBeLessThan(walked.indexOf(subject.through));
  }
});
