import { sweepCheckouts } from './checkout/sweep-checkouts.ts';
import { sweepMail } from './mail/send-mail.ts';
import { deleteDue } from './retention/delete-due.ts';
import { raiseAlarms } from './retention/raise-alarms.ts';
import type { Shop } from './shop.ts';

/** Every job: when, what for, which function. The crons stand in wrangler.toml too, and a test compares them. */
export const schedule: readonly {
  readonly cron: string;
  readonly does: string;
  readonly run: (shop: Shop) => Promise<void>;
}[] = [
  { cron: '* * * * *', does: 'sends what is left in the outbox', run: sweepMail },
  { cron: '*/5 * * * *', does: 'settles checkouts whose webhook never came', run: sweepCheckouts },
  { cron: '7 * * * *', does: 'deletes what is past its time', run: ({ database, now }) => deleteDue(database, now) },
  // On another cron than the deletion, so that it notices when that one never runs.
  {
    cron: '*/5 * * * *',
    does: 'raises an alarm where that is late',
    run: ({ database, now }) => raiseAlarms(database, now),
  },
];
