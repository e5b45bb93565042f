import type { MessageBatch } from '@cloudflare/workers-types';
import { pathWithoutLanguage } from '../src/languages.ts';
import { app } from './app.ts';
import { describeSurprise } from './describe-surprise.ts';
import { shopOrThrow } from './door.ts';
import type { Environment } from './environment.ts';
import { mailMessage } from './mail/message.ts';
import { sendMail } from './mail/send-mail.ts';
import { retryDelaySeconds } from './page-views/retry-delay.ts';
import { storePageViews } from './page-views/store-page-views.ts';
import { schedule, type Tick } from './schedule.ts';

/** As wrangler.toml names it. */
const pageViewQueue = 'page-views';

/** The front door: requests, the queues, the schedule. */
export default {
  async fetch(request, environment, context) {
    if (pathWithoutLanguage(new URL(request.url).pathname).startsWith('/api/'))
      return app.fetch(request, environment, context);
    if (import.meta.env.DEV) {
      // Only the development server renders pages; the deployed Worker carries no Astro runtime.
      const { handle } = await import('@astrojs/cloudflare/handler');
      return handle(request, environment, context);
    }
    return environment.ASSETS.fetch(request);
  },

  async queue(batch, environment) {
    if (batch.queue === pageViewQueue) return storeBatch(batch, environment);
    return sendBatch(batch, environment);
  },

  /** A job that fails is told by its kind and place, and the others of its time still run. */
  async scheduled(controller, environment) {
    const now = controller.scheduledTime;
    const tick: Tick = {
      database: environment.DB,
      analytics: environment.ANALYTICS,
      analyticsKeys: environment.ANALYTICS_KEYS,
      now,
      shop: () => shopOrThrow(environment, now),
    };
    const failed: string[] = [];
    for (const job of schedule.filter((candidate) => candidate.cron === controller.cron)) {
      try {
        await job.run(tick);
      } catch (error) {
        console.error({ message: 'A scheduled job failed', does: job.does, ...describeSurprise(error) });
        failed.push(job.does);
      }
    }
    if (failed.length > 0) throw new Error(`Of this run failed: ${failed.join('; ')}`);
  },
} satisfies ExportedHandler<Environment>;

/** Each message stands for itself: one that fails is tried again alone. */
async function sendBatch(batch: MessageBatch, environment: Environment): Promise<void> {
  for (const message of batch.messages) {
    const parsed = mailMessage.safeParse(message.body);
    if (!parsed.success) {
      console.error({ message: 'A message of the queue names no mail', id: message.id });
      message.ack();
      continue;
    }
    try {
      await sendMail(shopOrThrow(environment, Date.now()), parsed.data.mailId);
      message.ack();
    } catch (error) {
      console.error({ message: 'A mail could not be sent', ...describeSurprise(error) });
      message.retry({ delaySeconds: 60 });
    }
  }
}

/** All at once, in one statement: so all of them are acknowledged, or all come again later. */
async function storeBatch(batch: MessageBatch, environment: Environment): Promise<void> {
  try {
    await storePageViews(
      environment.ANALYTICS,
      batch.messages.map(({ body }) => body),
      Date.now(),
    );
    batch.ackAll();
  } catch (error) {
    console.error({ message: 'Page views could not be stored', ...describeSurprise(error) });
    const attempts = Math.max(...batch.messages.map((message) => message.attempts));
    batch.retryAll({ delaySeconds: retryDelaySeconds(attempts) });
  }
}
