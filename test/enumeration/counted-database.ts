import type { D1Database, D1PreparedStatement, D1Result } from '@cloudflare/workers-types';

/** A statement that D1 has carried out. */
export interface Counted {
  readonly sql: string;
  /** By what it was sent alone, or 'batch'. */
  readonly way: string;
  readonly rowsWritten: number;
}

/** The database, with every statement that goes to it written down in the order in which it is carried out. */
export function countedDatabase(database: D1Database): { readonly database: D1Database; readonly counted: Counted[] } {
  const counted: Counted[] = [];
  const originals = new WeakMap<object, { readonly sql: string; readonly statement: D1PreparedStatement }>();

  function note(sql: string, way: string, { meta }: D1Result): void {
    counted.push({ sql, way, rowsWritten: meta.rows_written });
  }

  function watch(sql: string, statement: D1PreparedStatement): D1PreparedStatement {
    const all = async (way: string) => {
      const result = await statement.all<Record<string, unknown>>();
      note(sql, way, result);
      return result;
    };
    const watched = {
      bind: (...values: unknown[]) => watch(sql, statement.bind(...values)),
      all: () => all('all'),
      run: () => all('run'),
      first: async (column?: string) => {
        const [row] = (await all('first')).results;
        return row === undefined ? null : column === undefined ? row : row[column];
      },
      raw: () => Promise.reject(new Error('Nobody here reads raw rows')),
    } as unknown as D1PreparedStatement;
    originals.set(watched, { sql, statement });
    return watched;
  }

  const watched = {
    prepare: (sql: string) => watch(sql, database.prepare(sql)),
    batch: async (statements: D1PreparedStatement[]) => {
      const known = statements.map((statement) => {
        const original = originals.get(statement);
        if (!original) throw new Error('A statement of another database');
        return original;
      });
      const results = await database.batch(known.map(({ statement }) => statement));
      for (const [place, { sql }] of known.entries()) {
        const result = results[place];
        if (result) note(sql, 'batch', result);
      }
      return results;
    },
  } as unknown as D1Database;
  return { database: watched, counted };
}
