import { analyticsMap } from './analytics-map.ts';
import { annex } from './annex.ts';
import { categories } from './categories.ts';
import { checkPolicy } from './check-policy.ts';
import { dataMap, queueMap } from './data-map.ts';
import { policyAsText, statements } from './document.ts';
import { marketingSending } from './marketing-sending.ts';
import { marketingWordings } from './marketing-wording.ts';
import { outboundCalls } from './outbound-calls.ts';
import { ownerDuties } from './owner-duties.ts';
import { type Declared, policySchema } from './policy-schema.ts';
import { legalBases, people, purposes } from './purposes.ts';
import { recipients } from './recipients.ts';
import { retention } from './retention.ts';
import { contacts, deadlines, minimumAgeYears, rights } from './rights.ts';
import { securityMeasures } from './security-measures.ts';
import { storageKeys, storeOfKey } from './storage-keys.ts';

/** Everything that src/policy declares, as it stands in its files. */
export const declarations = {
  categories,
  people,
  legalBases,
  purposes,
  recipients,
  retention,
  rights,
  deadlines,
  minimumAgeYears,
  contacts,
  securityMeasures,
  storageKeys: Object.entries(storageKeys).map(([name, declared]) => ({ name, ...declared })),
  storeOfKey,
  dataMap,
  analyticsMap,
  queueMap,
  outboundCalls,
  ownerDuties,
  marketingWordings,
  marketingSending,
  statements: statements(),
};

/** The declarations, checked. Throws, a sentence for each mistake, when they don't hold together. */
export function readDeclarations(): Declared {
  const mistakes = checkPolicy(declarations);
  if (mistakes.length > 0) throw new Error(`The policy does not hold together:\n${mistakes.join('\n')}`);
  return policySchema.parse(declarations);
}

/** SHA-256, in hexadecimal, over all that the declarations say, over the text and over the annex made from them. */
export async function policyDigest(): Promise<string> {
  const said = JSON.stringify([declarations, policyAsText(), annex]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(said));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
