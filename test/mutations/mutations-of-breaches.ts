import type { Mutation } from './mutation.ts';

/** Ways of telling people of a breach too late, or not at all. */
export const mutationsOfBreaches: readonly Mutation[] = [
  {
    name: 'Somebody whom a breach affects is told within 96 hours',
    breaks: ['security.breach'],
    edits: [{ file: 'src/policy/rights.ts', find: `breachNoticeHours: 72`, replace: `breachNoticeHours: 96` }],
    check: { kind: 'unit', file: 'test/policy/breach-clock.test.ts' },
  },
  {
    name: 'A breach at a risk that is not high is told to the authority alone',
    breaks: ['security.breach'],
    edits: [
      {
        file: 'src/policy/breach-clock.ts',
        find: `return risk !== 'none-likely';`,
        replace: `return risk === 'unknown' || risk === 'high-risk';`,
      },
    ],
    check: { kind: 'unit', file: 'test/policy/breach-clock.test.ts' },
  },
];
