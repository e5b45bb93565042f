import type { D1Database, Fetcher, Queue, R2Bucket } from '@cloudflare/workers-types';
import type { Config } from './config.ts';
import type { AccessGateway } from './gateways/access.ts';
import type { EmailGateway } from './gateways/email.ts';
import type { StripeGateway } from './gateways/stripe.ts';
import type { MailMessage } from './mail/message.ts';

/** What an act is given to work with. Only the front door makes one; an act never reaches past it. */
export interface Shop {
  readonly config: Config;
  readonly database: D1Database;
  /** Page views and their counters; it has no way to a person of the other database. */
  readonly analytics: D1Database;
  /** The pages and catalogue of this deployment. */
  readonly assets: Fetcher;
  readonly stripe: StripeGateway;
  readonly email: EmailGateway;
  readonly access: AccessGateway;
  readonly mailQueue: Queue<MailMessage>;
  /** Outside the database: what must be known when a copy of that is brought back. */
  readonly ledger: R2Bucket;
  /** The secret of each day that page views are kept under. */
  readonly analyticsKeys: R2Bucket;
  /** Milliseconds since the epoch: of the request, or the time that the schedule was due. */
  readonly now: number;
}
