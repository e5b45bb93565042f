import { paths } from '../../src/paths.ts';
import { isInstant } from '../../src/policy/instants.ts';
import { portabilityVersion, portableTables } from '../../src/policy/portability.ts';
import type { Row } from '../subject/queries.ts';
import { type HeldTable, type PersonCopy, pagesOf } from './person-copy.ts';
import { leftOutOf, purposesOf, retentionInWords } from './table-facts.ts';

/** data.json: every declared row about the person, with what it is for and how long it stays. */
export async function* writeDataJson(copy: PersonCopy): AsyncGenerator<string> {
  const { shop, request, person, tables } = copy;
  const about = { madeAt: new Date(shop.now).toISOString(), request: request.number, email: person.email };
  yield `${JSON.stringify(about).slice(0, -1)},"tables":{`;
  for (const [place, table] of tables.entries()) {
    const facts = {
      holds: table.declaration.holds,
      purposes: purposesOf(table),
      kept: retentionInWords(table),
      leftOut: leftOutOf(table),
    };
    yield `${place > 0 ? ',' : ''}\n${JSON.stringify(table.name)}:${JSON.stringify(facts).slice(0, -1)},"rows":`;
    yield* rowsAsJson(copy, table, withReadableInstants);
    yield '}';
  }
  yield '\n}}\n';
}

/** portability.json, as the published schema has it. */
export async function* writePortabilityJson(copy: PersonCopy): AsyncGenerator<string> {
  const { shop, person } = copy;
  const about = {
    $schema: new URL(paths.portabilitySchema, shop.config.siteOrigin).href,
    version: portabilityVersion,
    madeAt: new Date(shop.now).toISOString(),
    email: person.email,
  };
  const portable = new Map(portableTables().map(({ name, columns }) => [name, columns]));
  const tables = copy.tables.filter(({ name }) => portable.has(name));
  yield `${JSON.stringify(about).slice(0, -1)},"tables":{`;
  for (const [place, table] of tables.entries()) {
    const columns = portable.get(table.name) ?? [];
    yield `${place > 0 ? ',' : ''}\n${JSON.stringify(table.name)}:`;
    yield* rowsAsJson(copy, { ...table, exported: columns }, withIsoInstants);
  }
  yield '\n}}\n';
}

async function* rowsAsJson(copy: PersonCopy, table: HeldTable, as: (row: Row) => object): AsyncGenerator<string> {
  let begun = '[\n';
  for await (const rows of pagesOf(copy, table)) {
    yield begun + rows.map((row) => JSON.stringify(as(row))).join(',\n');
    begun = ',\n';
  }
  // What was counted may have gone meanwhile.
  yield begun === ',\n' ? '\n]' : '[]';
}

/** `paid_at` stays the number that it is; `paid_at_iso` beside it is for reading. */
function withReadableInstants(row: Row): object {
  return Object.fromEntries(
    Object.entries(row).flatMap(([column, value]) =>
      isInstant(column)
        ? [
            [column, value],
            [`${column}_iso`, isoOf(value)],
          ]
        : [[column, value]],
    ),
  );
}

function withIsoInstants(row: Row): object {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, isInstant(column) ? isoOf(value) : value]),
  );
}

function isoOf(value: Row[string]): string | null {
  return typeof value === 'number' ? new Date(value).toISOString() : null;
}
