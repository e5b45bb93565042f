import type { D1Database } from '@cloudflare/workers-types';
import { warnIdle } from './accounts/warn-idle.ts';
import { sweepCheckouts } from './checkout/sweep-checkouts.ts';
import { sweepMail } from './mail/send-mail.ts';
import { deleteDue } from './retention/delete-due.ts';
import { raiseAlarms } from './retention/raise-alarms.ts';
import type { Shop } from './shop.ts';

/** What a job is given. What is kept too long is deleted even while a setting is missing and the shop can't open. */
export interface Tick {
  readonly database: D1Database;
  /** Milliseconds since the epoch: when the run was due. */
  readonly now: number;
  /** Throws, in words, when a setting is missing. */
  readonly shop: () => Shop;
}

/** Every job: when, what for, which function. The crons stand in wrangler.toml too, and a test compares them. */
export const schedule: readonly {
  readonly cron: string;
  readonly does: string;
  readonly run: (tick: Tick) => Promise<void>;
}[] = [
  { cron: '* * * * *', does: 'sends what is left in the outbox', run: ({ shop }) => sweepMail(shop()) },
  {
    cron: '*/5 * * * *',
    does: 'settles checkouts whose webhook never came',
    run: ({ shop }) => sweepCheckouts(shop()),
  },
  { cron: '7 * * * *', does: 'deletes what is past its time', run: ({ database, now }) => deleteDue(database, now) },
  { cron: '7 * * * *', does: 'warns of accounts that end soon', run: ({ shop }) => warnIdle(shop()) },
  // On another cron than the deletion, so that it notices when that one never runs.
  {
    cron: '*/5 * * * *',
    does: 'raises an alarm where that is late',
    run: ({ database, now }) => raiseAlarms(database, now),
  },
];
