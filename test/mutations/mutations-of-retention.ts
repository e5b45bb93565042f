import type { Mutation } from './mutation.ts';

/** Ways of keeping an order for longer than its years, or for less. */
export const mutationsOfRetention: readonly Mutation[] = [
  {
    name: 'The orders’ rule deletes nothing any more',
    breaks: ['retention.orders'],
    edits: [
      {
        file: 'src/policy/retention.ts',
        find: `    deletes: { table: 'orders', keyColumn: 'number', startColumn: 'paid_at' },\n`,
        replace: '',
      },
    ],
    check: {
      kind: 'worker',
      file: 'test/retention/rows-that-go.worker.test.ts',
      only: 'retention.orders',
      asBuilt: true,
    },
  },
  {
    name: 'An order’s last instant is missed by a millisecond',
    breaks: ['retention.orders'],
    edits: [{ file: 'functions/retention/queries.ts', find: 'startColumn} <= ?1', replace: 'startColumn} < ?1' }],
    check: { kind: 'worker', file: 'test/retention/periods.worker.test.ts', only: 'retention.orders', asBuilt: true },
  },
  {
    name: 'An order is deleted a day too early',
    breaks: ['retention.orders'],
    edits: [
      {
        file: 'functions/retention/due-rows.ts',
        find: 'latestStart: latestStartOver(now, keep)',
        replace: 'latestStart: latestStartOver(now, keep) + 86_400_000',
      },
    ],
    check: { kind: 'worker', file: 'test/retention/periods.worker.test.ts', only: 'retention.orders', asBuilt: true },
  },
];
