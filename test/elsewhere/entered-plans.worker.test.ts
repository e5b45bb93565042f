import { afterAll, beforeAll, expect, test } from 'vitest';
import { selectEntered } from '../../functions/elsewhere/queries.ts';
import { launchStorage } from '../local/launch-storage.ts';
import { explainPlan } from '../retention/explain-plan.ts';

let opened: Awaited<ReturnType<typeof launchStorage>>;
beforeAll(async () => {
  opened = await launchStorage();
});
afterAll(() => opened.close());

test('what was entered and is not paid yet is found without reading the shop’s other checkouts', async () => {
  const texts: string[] = [];
  const listening = {
    prepare: (text: string) => {
      texts.push(text);
      return { bind: () => ({ all: async () => ({ results: [] }) }) };
    },
  };
  await selectEntered(listening as never, 50);
  const plan = await explainPlan(opened.database, texts.join());
  expect(plan.join('\n')).toContain('USING INDEX checkouts_entered');
  expect(plan.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
});
