import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deleteDue } from '../../functions/retention/delete-due.ts';
import { type DeletingRule, deletingRules } from '../../functions/retention/each-rule.ts';
import { durationInWords } from '../../src/policy/duration.ts';
import { type RetentionRule, retention } from '../../src/policy/retention.ts';
import { launchStorage } from '../local/launch-storage.ts';
import type { Database } from '../local/reach-database.ts';
import { emptyDatabase, runsOf } from './database.ts';
import { rowOf } from './rows.ts';

/** The first instant at which nothing may be left, by hand for each period: a rule with another one has no proof. */
const lastInstants: Readonly<Record<string, readonly (readonly [start: string, due: string])[]>> = {
  '1 day': [
    ['2026-11-23T16:07:00.000Z', '2026-11-24T16:07:00.000Z'],
    ['2024-02-28T12:34:56.789Z', '2024-02-29T12:34:56.789Z'],
  ],
  '2 days': [
    ['2026-11-23T16:07:00.000Z', '2026-11-25T16:07:00.000Z'],
    ['2026-12-31T00:00:00.000Z', '2027-01-02T00:00:00.000Z'],
  ],
  '7 days': [
    ['2026-11-23T16:07:00.000Z', '2026-11-30T16:07:00.000Z'],
    ['2024-02-25T12:34:56.789Z', '2024-03-03T12:34:56.789Z'],
  ],
  '30 days': [
    ['2026-11-23T16:07:00.000Z', '2026-12-23T16:07:00.000Z'],
    ['2024-02-29T12:34:56.789Z', '2024-03-30T12:34:56.789Z'],
    ['2026-10-01T00:00:00.000Z', '2026-10-31T00:00:00.000Z'],
  ],
  '90 days': [
    ['2026-11-23T16:07:00.000Z', '2027-02-21T16:07:00.000Z'],
    ['2023-12-31T23:59:59.999Z', '2024-03-30T23:59:59.999Z'],
  ],
  '180 days': [
    ['2026-11-23T16:07:00.000Z', '2027-05-22T16:07:00.000Z'],
    ['2023-12-31T23:59:59.999Z', '2024-06-28T23:59:59.999Z'],
  ],
  '1 year': [
    ['2026-11-23T16:07:00.000Z', '2027-11-23T16:07:00.000Z'],
    ['2024-02-29T12:34:56.789Z', '2025-03-01T00:00:00.000Z'],
    ['2023-02-28T12:00:00.000Z', '2024-02-28T12:00:00.000Z'],
  ],
  '2 years': [
    ['2026-11-23T16:07:00.000Z', '2028-11-23T16:07:00.000Z'],
    ['2024-02-29T12:34:56.789Z', '2026-03-01T00:00:00.000Z'],
    ['2026-02-28T12:00:00.000Z', '2028-02-28T12:00:00.000Z'],
  ],
  '3 years': [
    ['2026-11-23T16:07:00.000Z', '2029-11-23T16:07:00.000Z'],
    ['2024-02-29T12:34:56.789Z', '2027-03-01T00:00:00.000Z'],
    ['2025-02-28T12:00:00.000Z', '2028-02-28T12:00:00.000Z'],
  ],
  '5 years': [
    ['2026-11-23T16:07:00.000Z', '2031-11-23T16:07:00.000Z'],
    ['2024-02-29T12:34:56.789Z', '2029-03-01T00:00:00.000Z'],
    ['2023-02-28T12:00:00.000Z', '2028-02-28T12:00:00.000Z'],
  ],
  '7 years': [
    ['2026-11-23T16:07:00.000Z', '2033-11-23T16:07:00.000Z'],
    ['2024-02-29T12:34:56.789Z', '2031-03-01T00:00:00.000Z'],
    ['2024-02-28T23:59:59.999Z', '2031-02-28T23:59:59.999Z'],
    ['2021-03-01T00:00:00.000Z', '2028-03-01T00:00:00.000Z'],
    ['2026-12-31T23:30:00.000Z', '2033-12-31T23:30:00.000Z'],
  ],
};

let database: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ database, close } = await launchStorage());
});
afterAll(() => close());
beforeEach(() => emptyDatabase(database));

/** A sentence of section 8 is proved here; the annex has none in the text. */
const rules = deletingRules(retention).map((rule) => {
  const isInText = Object.entries(retention).some(([name, { stands }]) => name === rule.name && stands === 'policy');
  return [isInText ? `[retention.${rule.name}] ${rule.name}` : rule.name, rule] as const;
});

describe.each(rules)('%s', (_title, rule) => {
  const { table } = rule.deletes;
  const instants = lastInstants[durationInWords(rule.keep)] ?? [];

  test('has a row and an end to be proved with', () => {
    expect(rowOf, `Say in rows.ts how a row of ${table} is written`).toHaveProperty([table]);
    expect(instants, `Work out by hand when ${durationInWords(rule.keep)} are over`).not.toEqual([]);
  });

  test.each(instants)('what began at %s is there a second before %s, and gone then', async (start, end) => {
    const dueAt = Date.parse(end);
    await write(table, 'older', Date.parse(start));
    await write(table, 'younger', Date.parse(start) + 1);
    for (const now of [dueAt - 1_000, dueAt - 1]) {
      await runAt(rule, now);
      expect(await keysIn(rule)).toEqual(['older', 'younger']);
    }
    await runAt(rule, dueAt);
    // A leap day ends at once in a year that has none: both began on it.
    const isLeapDay = start.includes('-02-29') && end.endsWith('-03-01T00:00:00.000Z');
    expect(await keysIn(rule)).toEqual(isLeapDay ? [] : ['younger']);
    await runAt(rule, dueAt + 1);
    expect(await keysIn(rule)).toEqual([]);
  });
});

test('the job does every rule that deletes, in one run', async () => {
  for (const [place, [, { deletes }]] of rules.entries()) {
    // Those that write an order beside their own row need a number of their own.
    const key = deletes.table === 'orders' || deletes.table.startsWith('retention_') ? 'older' : `older ${place}`;
    await write(deletes.table, key, 0);
  }
  await runAt(undefined, Date.UTC(2026, 10, 23));
  for (const [, rule] of rules) {
    expect(await runsOf(database, rule.name)).toMatchObject([{ state: 'finished', deleted: 1, still_due: 0 }]);
  }
});

/** As if the job had run an hour before, as it does. Without a rule: all of them. */
async function runAt(rule: DeletingRule | undefined, now: number): Promise<void> {
  await database.prepare(`DELETE FROM retention_runs WHERE rule NOT IN ('older', 'younger')`).run();
  await database.batch(rowOf['retention_runs']?.(database, 'an hour before', now - 3_600_000) ?? []);
  await deleteDue(database, now, rule ? { [rule.name]: ruleNamed(rule.name) } : retention);
}

function ruleNamed(name: string): RetentionRule {
  const rule = Object.entries(retention).find(([key]) => key === name)?.[1];
  if (!rule) throw new Error(`No rule is called ${name}`);
  return rule;
}

async function write(table: string, key: string, startsAt: number): Promise<void> {
  await database.batch(rowOf[table]?.(database, key, startsAt) ?? []);
}

async function keysIn({ deletes: { table, keyColumn } }: DeletingRule): Promise<string[]> {
  // The job's own tables count their rows; there the tests' key stands in the name of the rule.
  const column = table.startsWith('retention_') ? 'rule' : keyColumn;
  const { results } = await database
    .prepare(`SELECT ${column} AS key FROM ${table} WHERE ${column} IN ('older', 'younger') ORDER BY ${column}`)
    .all<{ key: string }>();
  return results.map((row) => row.key);
}
