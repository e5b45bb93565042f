import type { Mutation } from './mutation.ts';

const freezing = 'test/page-views/freeze.worker.test.ts';
const markedViews = 'test/page-views/canary.worker.test.ts';

/** Ways of counting somebody rather than something, or of keeping it for longer than 30 days. */
export const mutationsOfPageViews: readonly Mutation[] = [
  {
    name: 'The secret of a day outlives its rows',
    breaks: ['retention.analytics'],
    edits: [
      {
        file: 'functions/page-views/keys/destroy-secrets.ts',
        find: `if (over.length > 0) await bucket.delete(over);`,
        replace: '',
      },
    ],
    check: { kind: 'worker', file: freezing, only: 'a second before day 30', asBuilt: true },
  },
  {
    name: 'A frozen day keeps its rows',
    breaks: ['retention.analytics'],
    edits: [
      {
        file: 'functions/page-views/freeze/freeze-days.ts',
        find: `    deletes = await deleteDay(analytics, due.startsAt, deletes, note);`,
        replace: `    deletes -= 1;`,
      },
    ],
    check: { kind: 'worker', file: freezing, only: 'a second before day 30', asBuilt: true },
  },
  {
    name: 'A figure of five visits is left standing',
    breaks: ['storage.page-views'],
    edits: [
      {
        file: 'functions/page-views/freeze/choose-cells.ts',
        find: `export const fewestVisits = 10;`,
        replace: `export const fewestVisits = 3;`,
      },
    ],
    check: { kind: 'worker', file: freezing, only: 'storage.page-views', asBuilt: true },
  },
  {
    name: 'A view is kept under the tab’s own number',
    breaks: ['collect.session-identifiers'],
    edits: [
      {
        file: 'functions/page-views/queue-view.ts',
        find: `session: name }`,
        replace: `session: name && session.replaceAll('-', '').slice(0, 22) }`,
      },
    ],
    check: { kind: 'worker', file: markedViews },
  },
  {
    name: 'A browser is kept as it describes itself',
    breaks: ['collect.device'],
    edits: [
      {
        file: 'functions/page-views/reduce-view.ts',
        find: `...readDevice(request.headers),`,
        replace: `...readDevice(request.headers),
    browser: (request.headers.get('User-Agent') ?? '').slice(-20),`,
      },
    ],
    check: { kind: 'worker', file: markedViews },
  },
  {
    name: 'What was searched for is kept as the source',
    breaks: ['collect.usage'],
    edits: [
      {
        file: 'functions/page-views/reduce-view.ts',
        find: `    source,
    ...readCampaign`,
        replace: `    source: new URL(beacon.referrer).search.slice(0, 40),
    ...readCampaign`,
      },
    ],
    check: { kind: 'worker', file: markedViews },
  },
];
