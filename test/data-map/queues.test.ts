import { expect, it } from 'vitest';
import { unstable_readConfig as readWranglerFile } from 'wrangler';
import { mailMessage } from '../../functions/mail/message.ts';
import { compareQueues } from '../../src/policy/compare-data-map.ts';
import { queueMap } from '../../src/policy/data-map.ts';

/** What the Worker parses each message with. A queue that is missing here has no fields, and then fails the check. */
const messageOf: Readonly<Record<string, { readonly shape: object }>> = { mail: mailMessage };

it.each([undefined, 'production'])('every queue and field of a message is declared (environment: %s)', (env) => {
  const { queues } = readWranglerFile({ config: 'wrangler.toml', ...(env ? { env } : {}) });
  const found = (queues.producers ?? []).map(({ queue }) => ({
    name: queue,
    fields: Object.keys(messageOf[queue]?.shape ?? {}),
  }));
  expect(compareQueues(found, queueMap)).toEqual([]);
});

it('every queue that the Worker listens to is one that it fills', () => {
  const { queues } = readWranglerFile({ config: 'wrangler.toml' });
  const filled = (queues.producers ?? []).map(({ queue }) => queue);
  expect((queues.consumers ?? []).map(({ queue }) => queue)).toEqual(filled);
});
