import { expect, test } from 'vitest';
import { unstable_readConfig as readConfig } from 'wrangler';
import { schedule } from '../../functions/schedule.ts';

const scheduled = [...new Set(schedule.map((job) => job.cron))].sort();

test.each([undefined, 'production'])('the crons that are deployed (%s) are those of the schedule', (env) => {
  const { triggers } = readConfig({ config: 'wrangler.toml', ...(env ? { env } : {}) });
  expect([...(triggers.crons ?? [])].sort()).toEqual(scheduled);
});
