/**
 * A test's own way to the D1 of a shop that it started. Miniflare's stands still for each `prepare` and
 * `bind`: a question costs it several times what this one costs, which is a request to a Worker beside it.
 */
import { fileURLToPath } from 'node:url';
import type { Miniflare } from 'miniflare';
import { z } from 'zod';

export type Database = Awaited<ReturnType<Miniflare['getD1Database']>>;

/** Of the Worker that answers. */
export const databaseWorkerName = 'databases';

/**
 * The Worker that answers; a part of the Miniflare whose databases are to be reached.
 *
 * @param d1Databases as the Worker that is tested has them: bindings, and what tells the databases apart
 */
export function databaseWorker(d1Databases: Readonly<Record<string, string>>) {
  return {
    name: databaseWorkerName,
    modules: [{ type: 'ESModule' as const, path: fileURLToPath(new URL('database-worker.mjs', import.meta.url)) }],
    modulesRoot: fileURLToPath(new URL('.', import.meta.url)),
    compatibilityDate: '2026-10-12',
    d1Databases: { ...d1Databases },
  };
}

export async function reachDatabase(worker: Miniflare, binding: string): Promise<Database> {
  const beside = await worker.getWorker(databaseWorkerName);
  const ask = async <Answer>(body: object): Promise<Answer> => {
    const response = await beside.fetch(`http://database.example/${binding}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(refusal.parse(answer).message);
    // D1's own answer; who asks says of what form the rows are, as with D1 itself.
    return answer as Answer;
  };
  const database: Pick<Database, 'prepare' | 'batch' | 'exec'> = {
    prepare: (sql) => new Question(ask, sql) as unknown as ReturnType<Database['prepare']>,
    batch: (questions) => ask({ batch: (questions as unknown as Question[]).map((question) => question.statement()) }),
    exec: (sql) => ask({ exec: sql }),
  };
  // The rest of D1 no test asks for; one that did would fail at it.
  return database as Database;
}

const refusal = z.object({ message: z.string() });

/** Throws what D1 threw, in its words. */
type Ask = <Answer>(body: object) => Promise<Answer>;

type Row = Readonly<Record<string, unknown>>;

interface Answered {
  readonly results: readonly Row[];
}

/** A statement and its values, as D1's own. */
class Question {
  readonly #ask: Ask;
  readonly #sql: string;
  readonly #values: readonly unknown[];

  constructor(ask: Ask, sql: string, values: readonly unknown[] = []) {
    this.#ask = ask;
    this.#sql = sql;
    this.#values = values;
  }

  bind(...values: readonly unknown[]): Question {
    if (!values.every(isOfJson)) throw new Error('A test binds a value that JSON lacks');
    return new Question(this.#ask, this.#sql, values);
  }

  statement(): readonly [string, readonly unknown[]] {
    return [this.#sql, this.#values];
  }

  run(): Promise<Answered> {
    return this.#ask({ run: this.statement() });
  }

  all(): Promise<Answered> {
    return this.run();
  }

  async first(column?: string): Promise<unknown> {
    const row = (await this.run()).results[0];
    if (!row) return null;
    return column === undefined ? row : row[column];
  }
}

function isOfJson(value: unknown): boolean {
  return value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
}
