import type { D1Database, R2Bucket } from '@cloudflare/workers-types';
import { warnIdle } from './accounts/warn-idle.ts';
import { sweepNotices } from './breaches/people/tell-people.ts';
import { watchBreaches } from './breaches/watch-breaches.ts';
import { applyAside } from './carriers/apply-aside.ts';
import { sweepCheckouts } from './checkout/sweep-checkouts.ts';
import { sweepDisputes } from './disputes/sweep-disputes.ts';
import { forgetAddresses } from './erasure/forget-addresses.ts';
import { replayLedger } from './erasure/replay-ledger.ts';
import { lookAtOrders } from './fraud/look-at-orders.ts';
import { sweepWarnings } from './fraud/warnings.ts';
import { sweepMail } from './mail/send-mail.ts';
import { freezeDays, raiseAnalyticsAlarms } from './page-views/freeze/freeze-days.ts';
import { recount } from './page-views/recount/recount.ts';
import { sweepRedactions } from './redactions/sweep-redactions.ts';
import { sweepForeignRefunds } from './refunds/sweep-foreign-refunds.ts';
import { sweepRefunds } from './refunds/sweep-refunds.ts';
import { anchorRegister } from './register/anchor-register.ts';
import { watchDeadlines } from './requests/deadlines/watch-deadlines.ts';
import { sweepRequests } from './requests/fulfil.ts';
import { deleteDue } from './retention/delete-due.ts';
import { raiseAlarms } from './retention/raise-alarms.ts';
import type { Shop } from './shop.ts';
import { tellOfStock } from './stock-notices/tell-of-stock.ts';
import { trimOrders } from './trims/trim-orders.ts';
import { watchRefunds } from './withdrawals/watch-refunds.ts';

/** What a job is given. What is kept too long is deleted even while a setting is missing and the shop can't open. */
export interface Tick {
  readonly database: D1Database;
  readonly analytics: D1Database;
  readonly analyticsKeys: R2Bucket;
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
    cron: '* * * * *',
    does: 'tells those who asked that a piece is back',
    run: ({ shop }) => tellOfStock(shop()),
  },
  {
    cron: '* * * * *',
    does: 'forgets the address that a last letter went to',
    run: ({ shop }) => forgetAddresses(shop()),
  },
  {
    cron: '* * * * *',
    does: 'writes to those whom a breach affects, and notes whom it reached',
    run: ({ shop }) => sweepNotices(shop()),
  },
  {
    cron: '* * * * *',
    does: 'looks at orders that were paid, and puts those with a sign of fraud in front of a person',
    run: ({ database, now }) => lookAtOrders({ database, now }),
  },
  { cron: '*/5 * * * *', does: 'warns of breaches whose 72 hours end', run: ({ shop }) => watchBreaches(shop()) },
  {
    cron: '*/5 * * * *',
    does: 'settles checkouts whose webhook never came',
    run: ({ shop }) => sweepCheckouts(shop()),
  },
  {
    cron: '*/5 * * * *',
    does: 'takes in what carriers told of a parcel before it was entered',
    run: ({ shop }) => applyAside(shop()),
  },
  { cron: '*/5 * * * *', does: 'has Stripe redact who was erased', run: ({ shop }) => sweepRedactions(shop()) },
  {
    cron: '*/5 * * * *',
    does: 'finishes refunds that were begun, and asks how those stand that are under way',
    run: ({ shop }) => sweepRefunds(shop()),
  },
  {
    cron: '7 * * * *',
    does: 'asks Stripe which refunds were made there',
    run: ({ shop }) => sweepForeignRefunds(shop()),
  },
  {
    cron: '7 * * * *',
    does: 'asks Stripe which payments were called into question',
    run: ({ shop }) => sweepDisputes(shop()),
  },
  {
    cron: '7 * * * *',
    does: 'asks Stripe which payments a bank has warned of',
    run: ({ shop }) => sweepWarnings(shop()),
  },
  {
    cron: '*/5 * * * *',
    does: 'takes the contact out of orders that an erasure waits for',
    run: ({ shop }) => trimOrders(shop()),
  },
  {
    cron: '7 * * * *',
    does: 'erases again who is in the ledger and not erased here',
    run: async ({ shop }) => {
      await replayLedger(shop());
    },
  },
  {
    cron: '*/5 * * * *',
    does: 'carries out requests that were confirmed and left',
    run: ({ shop }) => sweepRequests(shop()),
  },
  { cron: '*/5 * * * *', does: 'warns of requests that are due', run: ({ shop }) => watchDeadlines(shop()) },
  {
    cron: '*/5 * * * *',
    does: 'warns of withdrawals whose refund is due',
    run: ({ shop }) => watchRefunds(shop()),
  },
  {
    cron: '7 * * * *',
    does: 'keeps the register’s newest hash of the day outside the database',
    run: ({ shop }) => anchorRegister(shop()),
  },
  { cron: '7 * * * *', does: 'deletes what is past its time', run: ({ database, now }) => deleteDue(database, now) },
  {
    cron: '7 * * * *',
    does: 'counts page views of the hours that changed',
    run: ({ database, analytics, now }) => recount({ database, analytics, now }),
  },
  { cron: '7 * * * *', does: 'warns of accounts that end soon', run: ({ shop }) => warnIdle(shop()) },
  // On another cron than the deletion, so that it notices when that one never runs.
  {
    cron: '*/5 * * * *',
    does: 'raises an alarm where that is late',
    run: ({ database, now }) => raiseAlarms(database, now),
  },
  // Every five minutes, so that a day is over at its midnight and a backlog goes on soon.
  {
    cron: '*/5 * * * *',
    does: 'freezes days of page views that are over, and deletes their rows',
    run: ({ database, analytics, analyticsKeys, now }) => freezeDays({ database, analytics, analyticsKeys, now }),
  },
  {
    cron: '7 * * * *',
    does: 'raises an alarm where that is late',
    run: ({ database, analytics, now }) => raiseAnalyticsAlarms({ database, analytics, now }),
  },
];
