import type { z } from 'zod';
import { checkAnalyticsMap } from './checks/check-analytics-map.ts';
import { checkCategories } from './checks/check-categories.ts';
import { checkDataMap } from './checks/check-data-map.ts';
import { checkMarketing } from './checks/check-marketing.ts';
import { checkNames } from './checks/check-names.ts';
import { checkRecipients } from './checks/check-recipients.ts';
import { checkRetention } from './checks/check-retention.ts';
import { checkStatements } from './checks/check-statements.ts';
import { policySchema } from './policy-schema.ts';

/** Where each part of the declarations is written. */
const fileOf: Readonly<Record<string, string>> = {
  categories: 'categories.ts',
  people: 'purposes.ts',
  legalBases: 'purposes.ts',
  purposes: 'purposes.ts',
  recipients: 'recipients.ts',
  retention: 'retention.ts',
  rights: 'rights.ts',
  deadlines: 'rights.ts',
  minimumAgeYears: 'rights.ts',
  contacts: 'rights.ts',
  securityMeasures: 'security-measures.ts',
  storageKeys: 'storage-keys.ts',
  storeOfKey: 'storage-keys.ts',
  dataMap: 'data-map.ts',
  analyticsMap: 'analytics-map.ts',
  queueMap: 'data-map.ts',
  outboundCalls: 'outbound-calls.ts',
  ownerDuties: 'owner-duties.ts',
  marketingWordings: 'marketing-wording.ts',
  marketingSending: 'marketing-sending.ts',
  statements: 'document.ts',
};

/**
 * What is wrong with the declarations, a sentence each, saying what to write and where.
 * Empty when they hold together. What has not the right form is told alone: the
 * cross-checks need all of it to be readable.
 */
export function checkPolicy(declarations: unknown): readonly string[] {
  const parsed = policySchema.safeParse(declarations);
  if (!parsed.success) return parsed.error.issues.flatMap(sentencesOf);
  return [
    checkNames,
    checkCategories,
    checkRecipients,
    checkRetention,
    checkDataMap,
    checkAnalyticsMap,
    checkMarketing,
    checkStatements,
  ].flatMap((check) => check(parsed.data));
}

function sentencesOf({ path, message }: z.core.$ZodIssue): readonly string[] {
  const [part = ''] = path;
  const file = `src/policy/${fileOf[String(part)] ?? 'policy.ts'}`;
  return message.split('\n').map((line) => `${file}: ${fieldName(path)} ${line}`);
}

/** "outboundCalls[2].sends" */
function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'The whole';
  return path.reduce<string>(
    (name, step) => (typeof step === 'number' ? `${name}[${step}]` : name ? `${name}.${String(step)}` : String(step)),
    '',
  );
}
