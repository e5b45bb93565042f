import type { DeletedRows, RetentionRule } from '../../src/policy/retention.ts';

export type RetentionRules = Readonly<Record<string, RetentionRule>>;

/** A rule that has something to delete. */
export interface DeletingRule {
  readonly name: string;
  readonly keep: RetentionRule['keep'];
  readonly deletes: DeletedRows;
}

/** The rules that delete from the shop's database; the others wait for the feature that fills their tables. */
export function deletingRules(rules: RetentionRules): DeletingRule[] {
  return everyDeletingRule(rules).filter(({ deletes }) => deletes.within === undefined);
}

/** Those that delete from the database of page views; functions/page-views/freeze keeps to them. */
export function analyticsRules(rules: RetentionRules): DeletingRule[] {
  return everyDeletingRule(rules).filter(({ deletes }) => deletes.within === 'ANALYTICS');
}

function everyDeletingRule(rules: RetentionRules): DeletingRule[] {
  return Object.entries(rules).flatMap(([name, { keep, deletes }]) => (deletes ? [{ name, keep, deletes }] : []));
}

/** Does the act for each rule. Throws when it failed for one, after it was done for all the others. */
export async function eachRule(
  rules: readonly DeletingRule[],
  act: (rule: DeletingRule) => Promise<void>,
): Promise<void> {
  const failures: string[] = [];
  for (const rule of rules) {
    try {
      await act(rule);
    } catch (error) {
      // One rule that can't be kept must not keep the others from it.
      const reason = error instanceof Error ? error.message : 'unknown';
      console.error({ message: 'A retention rule failed', rule: rule.name, reason });
      failures.push(rule.name);
    }
  }
  if (failures.length > 0) throw new Error(`Retention failed for ${failures.join(', ')}`);
}
