/**
 * What the shopper is asked beside the unticked box, and its version: kept with each consent
 * as proof. Change a word, raise the version.
 */
export const marketingWording = {
  version: 1,
  text: 'Write to me by e-mail when there are new pieces. I can take this back at any time.',
} as const;
