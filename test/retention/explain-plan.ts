import type { Database } from '../local/reach-database.ts';

/** How the database would carry out a statement, a step each; its values don't matter for that. */
export async function explainPlan(database: Database, text: string): Promise<string[]> {
  const places = Math.max(...[...text.matchAll(/\?(\d+)/g)].map(([, place]) => Number(place)));
  const { results } = await database
    .prepare(`EXPLAIN QUERY PLAN ${text}`)
    .bind(...Array.from({ length: places }, () => null))
    .all<{ detail: string }>();
  return results.map(({ detail }) => detail);
}
