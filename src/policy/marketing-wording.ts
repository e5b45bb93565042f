import { phrase } from './phrase.ts';

export interface MarketingWording {
  readonly version: number;
  readonly text: string;
}

/**
 * What the shopper is asked beside the unticked box, and its version: kept with each consent as proof. To change a
 * word, move this one as it stands to the earlier ones, and give the new one the next version.
 */
export const marketingWording = {
  version: 1,
  text: phrase`Write to me by e-mail when there is something new. I can take this back at any time, and my order does not depend on it.`,
} as const satisfies MarketingWording;

/** Never changed and never taken out: somebody may have agreed to them. */
const earlierWordings: readonly MarketingWording[] = [];

/** Every wording that was ever asked, the current one last. */
export const marketingWordings: readonly MarketingWording[] = [...earlierWordings, marketingWording];

/** The words that somebody agreed to, however long ago. Throws where no wording has this version. */
export function wordingOf(version: number): string {
  const wording = marketingWordings.find((candidate) => candidate.version === version);
  if (!wording) throw new Error(`No wording has the version ${version}: src/policy/marketing-wording.ts has lost it`);
  return wording.text;
}
