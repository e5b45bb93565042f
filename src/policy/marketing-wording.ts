/**
 * What the shopper is asked beside the unticked box, and its version: kept with each consent
 * as proof. Change a word, raise the version.
 */
export const marketingWording = {
  version: 1,
  text: 'Write to me by e-mail when there is something new. I can take this back at any time, and my order does not depend on it.',
} as const;
