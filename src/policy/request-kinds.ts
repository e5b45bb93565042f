import { phrase } from './phrase.ts';

/**
 * What somebody may ask of the house about their data: the rights of section 9, a
 * complaint, and the report that a child's data is here (section 11).
 */
export const requestKinds = {
  access: { name: phrase`A copy of what you hold about me`, right: 'access' },
  rectification: { name: phrase`Correct something about me`, right: 'rectification' },
  erasure: { name: phrase`Delete my data`, right: 'erasure' },
  portability: { name: phrase`My data in a form that a program can read`, right: 'portability' },
  object: { name: phrase`Object to how you use my data`, right: 'object' },
  restrict: { name: phrase`Keep my data, and do nothing else with it`, right: 'restrict' },
  'opt-out-of-sale': { name: phrase`Do not sell my data`, right: 'opt-out-of-sale' },
  'withdraw-consent': { name: phrase`Stop writing to me about new pieces`, right: 'withdraw-consent' },
  complaint: { name: phrase`Complain about how you treat my data`, right: undefined },
  'child-report': { name: phrase`A child under 16 has given you data`, right: undefined },
} as const;

export type RequestKind = keyof typeof requestKinds;

/** Letters that somebody may write with a request, or in one message about it. */
export const maxRequestWords = 4_000;
