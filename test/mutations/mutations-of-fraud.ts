import type { Mutation } from './mutation.ts';

const noRefusal = 'test/fraud/no-refusal.test.ts';

/** Ways of letting a rule decide about somebody, or of making more of their IP address than fraud prevention does. */
export const mutationsOfFraud: readonly Mutation[] = [
  {
    name: 'What has a sign of fraud is cancelled by itself',
    breaks: ['use.no-automated-decisions', 'use.prevent-fraud'],
    edits: [
      {
        file: 'functions/fraud/raise-flags.ts',
        find: `{ move: 'hold', to: 'under-review' }`,
        replace: `{ move: 'cancel', to: 'cancelled' }`,
      },
    ],
    check: { kind: 'unit', file: noRefusal },
  },
  {
    name: 'Whoever looks for fraud can pay back',
    breaks: ['use.no-automated-decisions', 'use.prevent-fraud'],
    edits: [
      {
        file: 'functions/fraud/look-at-orders.ts',
        find: `import { normaliseEmail }`,
        replace: `import { refundOrder } from '../refunds/refund-order.ts';\nimport { normaliseEmail }`,
      },
    ],
    check: { kind: 'unit', file: noRefusal },
  },
  {
    name: 'The checkout refuses whoever comes from somewhere',
    breaks: ['use.no-automated-decisions'],
    edits: [
      {
        file: 'functions/checkout/start-checkout.ts',
        find: `  const items = await inLanguage(speaks, () => readItems(shop, wish));`,
        replace: `  if (from.country === 'T1') return attemptEnded();\n  const items = await inLanguage(speaks, () => readItems(shop, wish));`,
      },
    ],
    check: { kind: 'unit', file: noRefusal },
  },
  {
    name: 'A city is kept in the place of a country',
    breaks: ['collect.ip-address'],
    edits: [
      {
        file: 'functions/fraud/origin/came-from.ts',
        find: `const country = isKnown ? cf.country : headers.get('CF-IPCountry');`,
        replace: `const country = isKnown && 'city' in cf ? String(cf.city).slice(0, 2).toUpperCase() : headers.get('CF-IPCountry');`,
      },
    ],
    check: { kind: 'unit', file: 'test/fraud/came-from.test.ts' },
  },
  {
    name: 'IP addresses are kept for 60 days',
    breaks: ['collect.ip-address'],
    edits: [
      {
        file: 'src/policy/retention.ts',
        find: `    categories: ['ip-address', 'transaction-records'],
    keep: { days: 30 },`,
        replace: `    categories: ['ip-address', 'transaction-records'],
    keep: { days: 60 },`,
      },
    ],
    check: {
      kind: 'worker',
      file: 'test/fraud/look-at-orders.worker.test.ts',
      only: 'collect.ip-address',
      asBuilt: true,
    },
  },
  {
    name: 'IP addresses serve the website too',
    breaks: ['use.prevent-fraud'],
    edits: [
      {
        file: 'src/policy/tables/of-fraud.ts',
        find: `    purposes: ['prevent-fraud'],
    retention: 'ip-addresses',`,
        replace: `    purposes: ['prevent-fraud', 'improve-website'],
    retention: 'ip-addresses',`,
      },
    ],
    check: { kind: 'unit', file: 'test/promises/declared.test.ts' },
  },
];
