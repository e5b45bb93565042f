import type { D1Database, Fetcher, Queue, R2Bucket, RateLimit, SendEmail } from '@cloudflare/workers-types';
import type { MailMessage } from './mail/message.ts';
import type { PageView } from './page-views/page-view.ts';

/** What wrangler.toml and the secrets give the Worker, before `readConfig` has checked the texts. */
export interface Environment {
  readonly ASSETS: Fetcher;
  readonly DB: D1Database;
  /** Page views, apart from everything that knows a person. */
  readonly ANALYTICS: D1Database;
  readonly LEDGER: R2Bucket;
  /** A secret a day. */
  readonly ANALYTICS_KEYS: R2Bucket;
  readonly MAIL_QUEUE: Queue<MailMessage>;
  readonly PAGE_VIEW_QUEUE: Queue<PageView>;
  readonly EMAIL: SendEmail;
  readonly RATE_LIMIT_SIGN_IN: RateLimit;
  readonly RATE_LIMIT_PAGE_VIEWS: RateLimit;
  readonly RATE_LIMIT_FIGURES: RateLimit;
  readonly SITE_ORIGIN?: string;
  readonly EMAIL_FROM?: string;
  readonly STRIPE_API_BASE?: string;
  readonly STRIPE_SECRET_KEY?: string;
  readonly STRIPE_WEBHOOK_SECRET?: string;
  readonly ORDER_LINK_SECRET?: string;
  readonly PRIVACY_SECRET?: string;
  readonly ACCESS_TEAM_DOMAIN?: string;
  readonly ACCESS_AUDIENCE?: string;
  readonly DHL_PUSH_TOKEN?: string;
  readonly FEDEX_PUSH_SECRET?: string;
}

declare global {
  namespace Cloudflare {
    interface Env extends Environment {}
  }
}
