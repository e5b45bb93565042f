import type { Mutation } from './mutation.ts';

/** Ways of writing to somebody who has not agreed to it, or of losing what they agreed to. */
export const mutationsOfConsent: readonly Mutation[] = [
  {
    name: 'Marketing is switched on before the owner has listed it',
    breaks: ['use.marketing'],
    edits: [{ file: 'src/policy/marketing-sending.ts', find: `= { isOn: false }`, replace: `= { isOn: true }` }],
    check: { kind: 'unit', file: 'test/consents/marketing-sending.test.ts' },
  },
  {
    name: 'Words that somebody has agreed to are changed under their version',
    breaks: ['basis.consent'],
    edits: [
      {
        file: 'src/policy/marketing-wording.ts',
        find: `when there is something new. I can`,
        replace: `whenever you like. I can`,
      },
    ],
    check: { kind: 'unit', file: 'test/consents/marketing-wording.test.ts' },
  },
  {
    name: 'A wish to hear from us is kept though the box was not ticked',
    breaks: ['use.marketing'],
    edits: [
      {
        file: 'functions/orders/place-order.ts',
        find: `if (checkout.marketing !== 1 || email === '') return`,
        replace: `if (email === '') return`,
      },
    ],
    check: { kind: 'worker', file: 'test/promises/paid-order.worker.test.ts', only: 'use.marketing' },
  },
];
