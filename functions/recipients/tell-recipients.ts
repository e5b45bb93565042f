import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { RecipientId } from '../../src/policy/recipients.ts';
import { insertToldStatement } from './queries.ts';

/** Where a recipient stands with a request, and why, for the request's page. */
export interface ToldRecipient {
  readonly recipient: RecipientId;
  /** `waiting`: to be told. `told`: it works on it. `acknowledged`, `explained`: nothing is left to do. */
  readonly state: 'waiting' | 'told' | 'acknowledged' | 'explained';
  readonly words: string;
}

/** Art. 19 GDPR. To be written in the transaction of what they are told of; told again, nothing is written twice. */
export function tellRecipients(
  database: D1Database,
  requestNumber: string,
  rows: readonly ToldRecipient[],
  now: number,
): D1PreparedStatement[] {
  return rows.map((row) => insertToldStatement(database, requestNumber, row, now));
}
