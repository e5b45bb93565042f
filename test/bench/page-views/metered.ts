import type { D1Database, D1PreparedStatement, D1Result } from '@cloudflare/workers-types';

/** What D1 says that it read and wrote, as it bills it, and how long it took. */
export interface Meter {
  rowsWritten: number;
  rowsRead: number;
  statements: number;
  milliseconds: number;
  /** Bytes of the database after the last write. */
  size: number;
}

/** The same database, and the sum of what D1 tells of each statement. `first()` tells nothing: it is taken by `all()`. */
export function metered(database: D1Database): { readonly database: D1Database; readonly meter: Meter } {
  const meter: Meter = { rowsWritten: 0, rowsRead: 0, statements: 0, milliseconds: 0, size: 0 };
  const note = ({ meta }: D1Result<unknown>) => {
    meter.rowsWritten += meta.rows_written;
    meter.rowsRead += meta.rows_read;
    meter.milliseconds += meta.duration;
    meter.statements += 1;
    meter.size = meta.size_after;
  };
  const inner = new WeakMap<object, D1PreparedStatement>();
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      run: async () => noted(await statement.run()),
      all: async () => noted(await statement.all()),
      first: async () => noted(await statement.all()).results[0] ?? null,
    } as unknown as D1PreparedStatement;
    inner.set(wrapped, statement);
    return wrapped;
  };
  const noted = <Result extends D1Result<unknown>>(result: Result): Result => {
    note(result);
    return result;
  };
  const wrapped = {
    prepare: (text: string) => wrap(database.prepare(text)),
    batch: async (statements: D1PreparedStatement[]) => {
      const results = await database.batch(statements.map((statement) => inner.get(statement) ?? statement));
      results.forEach(note);
      return results;
    },
  } as unknown as D1Database;
  return { database: wrapped, meter };
}

/** What the act cost, apart from everything before. */
export async function costOf(meter: Meter, act: () => Promise<unknown>): Promise<Meter> {
  const before = { ...meter };
  await act();
  return {
    rowsWritten: meter.rowsWritten - before.rowsWritten,
    rowsRead: meter.rowsRead - before.rowsRead,
    statements: meter.statements - before.statements,
    milliseconds: meter.milliseconds - before.milliseconds,
    size: meter.size,
  };
}
