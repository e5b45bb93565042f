import type { D1Database } from '@cloudflare/workers-types';

/** Notes the session for messages that are still under way, and deletes what is there of it; in one transaction. */
export async function forgetViews(analytics: D1Database, session: string, now: number): Promise<void> {
  await analytics.batch([
    analytics.prepare('DELETE FROM page_views WHERE session = ?1').bind(session),
    analytics
      .prepare(
        `INSERT INTO forgotten_sessions (session, forgotten_at) VALUES (?1, ?2)
         ON CONFLICT (session) DO UPDATE SET forgotten_at = excluded.forgotten_at`,
      )
      .bind(session, now),
  ]);
}
