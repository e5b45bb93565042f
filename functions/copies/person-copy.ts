import { selectParcelsOfPerson } from '../erasure/queries.ts';
import type { PrivacyRequest } from '../requests/queries.ts';
import type { Shop } from '../shop.ts';
import { countRowsOfAll, type Row, type RowKeys, selectRowKeys, selectRowsOf } from '../subject/queries.ts';
import { type Person, type SubjectTable, subjectTables } from '../subject/subject-tables.ts';

const pageSize = 500;

/** What a copy is made of. Rows are read while it is written, and none is held longer than its page. */
export interface PersonCopy {
  readonly shop: Shop;
  readonly request: PrivacyRequest;
  readonly person: Person;
  readonly keys: RowKeys;
  /** Those with rows about the person, the person's own before what belongs to it. */
  readonly tables: readonly HeldTable[];
  /** Who carried a parcel to the person. */
  readonly carriers: readonly string[];
}

export interface HeldTable extends SubjectTable {
  readonly count: number;
}

export async function openPersonCopy(shop: Shop, request: PrivacyRequest): Promise<PersonCopy> {
  const person = { email: request.email, subjectHash: request.subject_hash };
  const all = subjectTables().reverse();
  const [keys, counts, parcels] = await Promise.all([
    selectRowKeys(shop.database),
    countRowsOfAll(shop.database, all, person),
    selectParcelsOfPerson(shop.database, person),
  ]);
  const tables = all
    .map((table, place) => ({ ...table, count: counts[place] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => one.way.length - other.way.length);
  return { shop, request, person, keys, tables, carriers: parcels.map(({ carrier }) => carrier) };
}

/** Every row of the table about the person, page by page. */
export async function* pagesOf(copy: PersonCopy, table: SubjectTable): AsyncGenerator<readonly Row[]> {
  const { shop, keys, person } = copy;
  let after: Awaited<ReturnType<typeof selectRowsOf>>['after'] = [];
  while (after) {
    const page = await selectRowsOf(shop.database, table, keys, person, after, pageSize);
    if (page.rows.length > 0) yield page.rows;
    after = page.after;
  }
}
