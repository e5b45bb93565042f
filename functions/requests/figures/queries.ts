import type { D1Database } from '@cloudflare/workers-types';
import type { KindFigures } from '../../../src/api/desk-answers.ts';

/** Of the requests received from `from` on and before `until`, from the register: it outlives them, and names nobody. */
export async function selectFigures(database: D1Database, from: number, until: number): Promise<KindFigures[]> {
  const { results } = await database
    .prepare(
      `WITH received AS (
         SELECT request_number, kind, json_extract(details, '$.receivedAt') AS received_at
         FROM rights_register WHERE step = 'received'
           AND json_extract(details, '$.receivedAt') >= ?1 AND json_extract(details, '$.receivedAt') < ?2
       ), outcome AS (
         SELECT r.request_number, r.kind,
           max(e.step = 'done') AS done, max(e.step = 'done-in-part') AS done_in_part,
           max(e.step = 'refused') AS refused, max(e.step = 'withdrawn') AS withdrawn,
           max(e.step IN ('overdue', 'extended')) AS missed,
           (max(CASE WHEN e.step IN ('done', 'done-in-part', 'refused') THEN e.at END) - r.received_at) / 86400000.0
             AS days
         FROM received r JOIN rights_register e ON e.request_number = r.request_number
         GROUP BY r.request_number
       ), ranked AS (
         SELECT kind, done, done_in_part, refused, withdrawn, missed, days,
           row_number() OVER (PARTITION BY kind, days IS NULL ORDER BY days) AS place,
           count(days) OVER (PARTITION BY kind) AS answered
         FROM outcome
       )
       SELECT kind, count(*) AS received, sum(done) AS done, sum(done_in_part) AS doneInPart, sum(refused) AS refused,
         sum(withdrawn) AS withdrawn, sum(missed) AS missed,
         avg(CASE WHEN days IS NOT NULL AND place IN ((answered + 1) / 2, (answered + 2) / 2) THEN days END)
           AS medianDays,
         avg(days) AS meanDays
       FROM ranked GROUP BY kind ORDER BY kind`,
    )
    .bind(from, until)
    .all<KindFigures>();
  return results;
}
