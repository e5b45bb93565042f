/**
 * When the declarations changed, what changed, newest first. `digest` is the SHA-256 of
 * what the declarations amount to (policy.ts computes it): a change without an entry
 * here fails a test, which gives the entry to add. So does `npm run policy:map -- --digest`.
 */
export interface PolicyChange {
  /** ISO 8601 date. */
  readonly date: string;
  readonly what: string;
  readonly digest: string;
}

export const changelog: readonly PolicyChange[] = [
  {
    date: '2026-11-27',
    what: 'In which language you ordered, registered, asked or wished for something, so that we write to you in it; it is kept with the order, the account, the request or the wish, and goes with it. Which piece an account is to keep, with a registration, for the day that it waits.',
    digest: 'cbad2ba62914b2835a04f61ff8c7e9cc5308871873eec6eee32c5adcd8f3d284',
  },
  {
    date: '2026-11-27',
    what: 'Whom to tell, once, when a piece is back: confirmed from the mailbox, deleted with the letter. Pieces that you keep in your account. What Stripe is told of its page: the language, the ways to pay and the words beside its button.',
    digest: 'd296103b1b83ade126d8b3d0cd2bd9c55f3c07d1aa418034b37ae664c8d52ce6',
  },
  {
    date: '2026-11-27',
    what: 'What happens to an order after its payment: history, parcels and what carriers tell of them, refunds, withdrawals and returns, the stock; whether it was made in the shop, by telephone or in the boutique; from which IP address and country an order came, kept for 30 days, and why one of us is asked to look at it; data breaches, with who is affected and until when we keep the address; what the owner confirms.',
    digest: 'dcd0539b80cb46e013720693ebcd601efe1dd9dc5aefa583e5a9e8928c60745e',
  },
  {
    date: '2026-11-26',
    what: 'Page views: a database of their own, a queue, how long a visit that was to be forgotten is remembered as such, and the job that ends their 30 days.',
    digest: '07b3fff726e93b1a045d220169998217ff3234fa573b7563e7eba13b569467d6',
  },
  {
    date: '2026-11-24',
    what: 'Accounts, confirmed consent, and requests about your data: what they keep, for how long, and whom they reach. The staff sign-in and its log. A ledger of erasures outside the database.',
    digest: '8228fac660f377b2e51597dab605e5fac9faabedd00b1b55bfbbbcaf197667dd',
  },
  {
    date: '2026-11-23',
    what: 'The policy is published.',
    digest: '4be53db638f86ae1e1412e6d13a9470904401e786342657935f5be4012f387ee',
  },
];

/**
 * What is wrong with the log, a sentence each; empty when its newest entry is of these declarations.
 *
 * @param digest of the declarations as they are now
 * @param today ISO 8601 date, for the entry to add
 */
export function checkChangelog(log: readonly PolicyChange[], digest: string, today: string): readonly string[] {
  const [newest, ...older] = log;
  const where = 'src/policy/changelog.ts';
  return [
    ...(newest?.digest === digest
      ? []
      : [
          `The declarations say what no entry of ${where} is about. Add as its first entry, ` +
            `and say what changed:\n  ${entryFor(digest, today)}`,
        ]),
    ...older
      .filter((change) => change.digest === newest?.digest)
      .map((change) => `${where}: the entries of ${newest?.date} and ${change.date} are of the same declarations.`),
    ...log
      .filter(({ date }) => !isDate(date))
      .map(({ date }) => `${where}: "${date}" is not a date. Write it as ${today}.`),
    ...log
      .filter(({ what }) => what.trim() === '' || what.includes('…'))
      .map(({ date }) => `${where}: the entry of ${date} does not say what changed.`),
    ...log
      .filter(({ date }, place) => place > 0 && date > (log[place - 1]?.date ?? ''))
      .map(({ date }) => `${where}: the entry of ${date} stands below an older one. Put the newest first.`),
  ];
}

/** The line for the log, without its words. */
export function entryFor(digest: string, today: string): string {
  return `{ date: '${today}', what: '…', digest: '${digest}' },`;
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}
