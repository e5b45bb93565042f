import { expect, it } from 'vitest';
import { unstable_readConfig as readWranglerFile } from 'wrangler';
import { z } from 'zod';
import { mailMessage } from '../../functions/mail/message.ts';
import { pageView } from '../../functions/page-views/page-view.ts';
import { compareQueues } from '../../src/policy/compare-data-map.ts';
import { queueMap } from '../../src/policy/data-map.ts';

/** What the Worker parses each message with. A queue that is missing here has no fields, and then fails the check. */
const messageOf: Readonly<Record<string, { readonly shape: object }>> = {
  mail: mailMessage,
  'page-views': pageView,
};

const named = z.array(z.object({ queue: z.string() })).transform((queues) => queues.map(({ queue }) => queue));
const configuration = z.object({ queues: z.object({ producers: named, consumers: named }) });

it.each([undefined, 'production'])('every queue and field of a message is declared (environment: %s)', (env) => {
  const { queues } = configuration.parse(readWranglerFile({ config: 'wrangler.toml', env }));
  const found = queues.producers.map((name) => ({ name, fields: Object.keys(messageOf[name]?.shape ?? {}) }));
  expect(compareQueues(found, queueMap)).toEqual([]);
});

it.each([undefined, 'production'])('the Worker listens to the queues that it fills (environment: %s)', (env) => {
  const { queues } = configuration.parse(readWranglerFile({ config: 'wrangler.toml', env }));
  expect(queues.consumers).toEqual(queues.producers);
});
