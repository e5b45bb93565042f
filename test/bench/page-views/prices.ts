/**
 * What page views cost a month on Cloudflare's Workers Paid plan, from its published prices of November 2026 and from
 * what page-view-growth.ts measured. docs/analytics-growth.md has the table that is printed here; a test compares them.
 */

/** US dollars a million beyond what the plan includes in a month. */
const priced = {
  // developers.cloudflare.com/workers/platform/pricing
  requests: { included: 10, perMillion: 0.3 },
  cpuMilliseconds: { included: 30, perMillion: 0.02 },
  // developers.cloudflare.com/queues/platform/pricing
  queueOperations: { included: 1, perMillion: 0.4 },
  // developers.cloudflare.com/d1/platform/pricing
  rowsRead: { included: 25_000, perMillion: 0.001 },
  rowsWritten: { included: 50, perMillion: 1 },
  // developers.cloudflare.com/durable-objects/platform/pricing
  objectRequests: { included: 1, perMillion: 0.15 },
  objectGigabyteSeconds: { included: 0.4, perMillion: 12.5 },
} as const;
const storedGigabytes = { included: 5, each: 0.75 };

/** Of one view, as page-view-growth.ts prints it for a day of 100,000; of 10,000 the counters weigh more. */
export const measured = {
  messages: 2.4,
  rowsStored: 6.36,
  rowsCounted: 0.18,
  rowsDeleted: 1.15,
  rowsRead: 810,
  bytes: 318,
} as const;
/** Of a day of 10,000. */
const countedAtTenThousand = { rowsCounted: 1.51, rowsDeleted: 2.35 };

/** Parse, classify and hand over: what a beacon is allowed, not what it was measured at. */
const cpuMillisecondsPerMessage = 1;
const daysKept = 30;
/** A message of a queue is billed by 64 KB; a view as JSON has 400 bytes. */
const viewsPerPack = 160;
const secondsPerMonth = daysKept * 86_400;
const objectGigabytes = 0.128;
/** An object takes about a thousand requests a second at most; it is given a tenth of that. */
const messagesPerObjectSecond = 100;

export type Design = 'as built' | 'packed' | 'packed before the queue';

export interface Bill {
  readonly viewsPerDay: number;
  readonly design: Design;
  /** Of the month, in millions. */
  readonly queueOperations: number;
  readonly rowsWritten: number;
  /** At the end of 30 days. */
  readonly gigabytes: number;
  /** US dollars a month beyond the plan's five. */
  readonly dollars: number;
}

/** @param viewsPerDay page views, not messages */
export function billOf(viewsPerDay: number, design: Design): Bill {
  const views = (viewsPerDay * daysKept) / 1e6;
  const messages = views * measured.messages;
  const isPacked = design !== 'as built';
  const isBefore = design === 'packed before the queue';
  const delivered = isBefore ? messages / viewsPerPack : messages;
  const objects = isBefore ? Math.ceil((messages * 1e6) / secondsPerMonth / messagesPerObjectSecond) : 0;
  const amounts = {
    requests: messages + delivered / (isBefore ? 1 : 100),
    cpuMilliseconds: messages * cpuMillisecondsPerMessage,
    queueOperations: delivered * 3,
    // Of a pack: its row and its index, and once more when it goes.
    rowsWritten: isPacked
      ? (messages / viewsPerPack) * 4 + views * measured.rowsCounted
      : views * rowsPerView(viewsPerDay),
    rowsRead: isPacked ? (views * measured.rowsRead) / viewsPerPack : views * measured.rowsRead,
    objectRequests: isBefore ? messages : 0,
    objectGigabyteSeconds: (objects * objectGigabytes * secondsPerMonth) / 1e6,
  };
  const gigabytes = (views * measured.bytes) / 1e3;
  const used = Object.entries(priced).map(([name, { included, perMillion }]) => {
    const amount = amounts[name as keyof typeof priced];
    return Math.max(0, amount - included) * perMillion;
  });
  const storage = Math.max(0, gigabytes - storedGigabytes.included) * storedGigabytes.each;
  return {
    viewsPerDay,
    design,
    queueOperations: amounts.queueOperations,
    rowsWritten: amounts.rowsWritten,
    gigabytes,
    dollars: used.reduce((sum, price) => sum + price, storage),
  };
}

function rowsPerView(viewsPerDay: number): number {
  const { rowsCounted, rowsDeleted } = viewsPerDay <= 10_000 ? countedAtTenThousand : measured;
  return measured.rowsStored + rowsCounted + rowsDeleted;
}

/** The lines of the document's table. */
export function priceLines(): string[] {
  const designs: readonly (readonly [number, Design])[] = [
    [10_000, 'as built'],
    [100_000, 'as built'],
    [1_000_000, 'as built'],
    [1_000_000, 'packed before the queue'],
    [10_000_000, 'as built'],
    [10_000_000, 'packed'],
    [10_000_000, 'packed before the queue'],
  ];
  return designs.map(([viewsPerDay, design]) => {
    const { queueOperations, rowsWritten, gigabytes, dollars } = billOf(viewsPerDay, design);
    const perMillion = dollars / ((viewsPerDay * daysKept) / 1e6);
    const cells = [
      viewsPerDay.toLocaleString('en'),
      design,
      queueOperations.toFixed(1),
      rowsWritten.toFixed(1),
      gigabytes.toFixed(1),
      dollars.toFixed(2),
      perMillion.toFixed(2),
    ];
    return `| ${cells.join(' | ')} |`;
  });
}
