import { app } from './app.ts';
import { describeSurprise } from './describe-surprise.ts';
import { shopOrThrow } from './door.ts';
import type { Environment } from './environment.ts';
import { mailMessage } from './mail/message.ts';
import { sendMail } from './mail/send-mail.ts';
import { schedule, type Tick } from './schedule.ts';

/** The front door: requests, the queue, the schedule. */
export default {
  async fetch(request, environment, context) {
    if (new URL(request.url).pathname.startsWith('/api/')) return app.fetch(request, environment, context);
    if (import.meta.env.DEV) {
      // Only the development server renders pages; the deployed Worker carries no Astro runtime.
      const { handle } = await import('@astrojs/cloudflare/handler');
      return handle(request, environment, context);
    }
    return environment.ASSETS.fetch(request);
  },

  /** Each message stands for itself: one that fails is tried again alone. */
  async queue(batch, environment) {
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
  },

  /** A job that fails is told by its kind and place, and the others of its time still run. */
  async scheduled(controller, environment) {
    const now = controller.scheduledTime;
    const tick: Tick = { database: environment.DB, now, shop: () => shopOrThrow(environment, now) };
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
