import type { PurposeId } from './purposes.ts';
import type { FieldCategory } from './recipients.ts';
import type { RetentionId } from './retention.ts';
import type { FreeTable } from './tables/declaration.ts';

/**
 * The database of page views, which is apart from the shop's: each table and column of it. A check reads the migrated
 * database, as that of data-map.ts does. Nothing here leads to a person, so nothing of it is handed out or erased at
 * a request; who asked knows their own tab, and has it forgotten from there.
 */

export interface AnalyticsTable {
  readonly holds: string;
  readonly purposes: readonly PurposeId[];
  /** A rule that deletes from this table. */
  readonly retention: RetentionId;
  /** Why nobody's rows can be found in it (Art. 11 GDPR): it stands where other tables name their subject. */
  readonly leadsToNobody: string;
  readonly columns: Readonly<Record<string, FieldCategory>>;
}

export const analyticsMap = {
  page_views: {
    holds: 'Each page view in coarse words: page, time spent, what led here, country, device, browser, system.',
    purposes: ['improve-website'],
    retention: 'analytics',
    leadsToNobody:
      'A visit is told apart by what a secret of its day makes of the tab’s own random number. No address, account or order is near it, and the secret lies outside the database and is destroyed with the rows.',
    columns: {
      view: 'usage',
      session: 'session-identifiers',
      opened_at: 'usage',
      path: 'usage',
      // The host's word for where a request came from: a country, and nothing of the address.
      country: 'usage',
      device: 'device',
      browser: 'device',
      system: 'device',
      source: 'usage',
      medium: 'usage',
      campaign: 'usage',
      milliseconds: 'usage',
    },
  },
  forgotten_sessions: {
    holds: 'Visits that were to be forgotten, so that what of them is still under way is not written down.',
    purposes: ['improve-website'],
    retention: 'forgotten-visits',
    leadsToNobody: 'It is the visit’s number of that day, of which no row is left.',
    columns: { session: 'session-identifiers', forgotten_at: 'usage' },
  },
  counters: {
    freeOfPersonalData:
      'How many views and visits an hour or a day had, by one thing at a time and never by two. From day 30 on no figure is of fewer than ten visits, nor can one be worked out of the others.',
    columns: ['period', 'dimension', 'starts_at', 'value', 'views', 'visits', 'timed_views', 'milliseconds'],
  },
  touched_hours: {
    freeOfPersonalData: 'Hours that have to be counted again.',
    columns: ['starts_at'],
  },
  counted_days: {
    freeOfPersonalData: 'Which days were counted, and when each was closed and frozen.',
    columns: ['starts_at', 'counted_at', 'closed_at', 'frozen_at'],
  },
} as const satisfies Record<string, AnalyticsTable | FreeTable>;
