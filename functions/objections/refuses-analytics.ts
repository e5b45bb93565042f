import type { D1Database } from '@cloudflare/workers-types';
import { isRestricted } from '../restriction/queries.ts';
import { hasObjected } from './queries.ts';

/** Whether the browsers in which this person is signed in keep no session identifier and send no page views. */
export async function refusesAnalytics(database: D1Database, email: string): Promise<boolean> {
  return (await hasObjected(database, email, 'analytics')) || (await isRestricted(database, email));
}
