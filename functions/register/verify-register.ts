import { latestStartOver } from '../../src/policy/duration.ts';
import { retention } from '../../src/policy/retention.ts';
import type { Shop } from '../shop.ts';
import { type Anchor, listAnchors } from './anchor-register.ts';
import { hashOfEntry } from './entry-hash.ts';
import { type RegisterEntry, selectEntriesAfter } from './queries.ts';

const entriesAtOnce = 500;
const dayMilliseconds = 24 * 60 * 60_000;

export interface RegisterFault {
  /** Of the entry that is wrong, or the first that is missing. */
  readonly sequence: number;
  readonly fault: 'changed' | 'missing' | 'reordered' | 'doubled' | 'not-as-anchored';
  /** With `missing`: the last of them. */
  readonly until?: number;
}

export interface RegisterReport {
  readonly entries: number;
  readonly anchors: number;
  readonly faults: readonly RegisterFault[];
}

/** What has been seen of the walk so far. */
interface Walk {
  readonly faults: RegisterFault[];
  /** Of every entry by its sequence, for the anchors. */
  readonly hashes: Map<number, string>;
  readonly contents: Set<string>;
  first: RegisterEntry | undefined;
  previous: RegisterEntry | undefined;
}

/**
 * Walks the whole register and names every entry that was changed, taken out, moved or
 * written twice. The chain alone shows that where whoever did it left the later entries as
 * they were; where they wrote those anew, the anchors outside the database show it. Entries
 * whose two years are over are gone from the front, and that is as it should be.
 */
export async function verifyRegister(
  shop: Pick<Shop, 'database' | 'ledger' | 'now'>,
  pageSize = entriesAtOnce,
): Promise<RegisterReport> {
  const walk: Walk = {
    faults: [],
    hashes: new Map(),
    contents: new Set(),
    first: undefined,
    previous: undefined,
  };
  for (;;) {
    const page = await selectEntriesAfter(shop.database, walk.previous?.sequence ?? Number.MIN_SAFE_INTEGER, pageSize);
    for (const entry of page) await look(walk, entry);
    if (page.length < pageSize) break;
  }
  const anchors = await listAnchors(shop.ledger);
  compareAnchors(walk, anchors, latestStartOver(shop.now, retention['rights-register'].keep));
  const faults = walk.faults.sort((one, other) => one.sequence - other.sequence);
  return { entries: walk.hashes.size, anchors: anchors.length, faults };
}

async function look(walk: Walk, entry: RegisterEntry): Promise<void> {
  const { previous, faults } = walk;
  const { sequence } = entry;
  const isWhole = (await hashOfEntry(entry)) === entry.hash;
  const follows = previous === undefined || entry.previous_hash === previous.hash;
  const isNext = previous === undefined || sequence === previous.sequence + 1;
  const content = contentOf(entry);
  if (!isNext) faults.push({ sequence: (previous?.sequence ?? 0) + 1, fault: 'missing', until: sequence - 1 });
  if (!isWhole) faults.push({ sequence, fault: whatHappened(walk, entry, content) });
  else if (isNext && !follows) faults.push({ sequence, fault: 'reordered' });
  walk.hashes.set(sequence, entry.hash);
  walk.contents.add(content);
  walk.first ??= entry;
  walk.previous = entry;
}

/** A copy is told by its hash, which isn't that of its place: two messages may well have come in one millisecond. */
function whatHappened(walk: Walk, entry: RegisterEntry, content: string): 'doubled' | 'reordered' | 'changed' {
  if (walk.contents.has(content)) return 'doubled';
  return isMoved(walk, entry) ? 'reordered' : 'changed';
}

/** All that an entry says, without its place. */
function contentOf({ at, request_number, subject_hash, kind, step, details }: RegisterEntry): string {
  return JSON.stringify([at, request_number, subject_hash, kind, step, details]);
}

/** It doesn't follow the entry before it: it stood somewhere else. */
function isMoved({ previous }: Walk, entry: RegisterEntry): boolean {
  return previous !== undefined && entry.previous_hash !== previous.hash;
}

/**
 * What the chain can't show: entries that are gone from its ends, and a chain written anew.
 *
 * @param overAt the latest time of an entry whose period is over
 */
function compareAnchors(walk: Walk, anchors: readonly Anchor[], overAt: number): void {
  const lastAnchored = Math.max(0, ...anchors.map(({ sequence }) => sequence));
  const first = walk.first?.sequence ?? lastAnchored + 1;
  const firstToBeThere = lastOver(anchors, overAt) + 1;
  if (firstToBeThere < first) walk.faults.push({ sequence: firstToBeThere, fault: 'missing', until: first - 1 });
  for (const { sequence, hash } of anchors) {
    const found = walk.hashes.get(sequence);
    if (sequence < first || found === hash || walk.faults.some((fault) => covers(fault, sequence))) continue;
    walk.faults.push(found ? { sequence, fault: 'not-as-anchored' } : { sequence, fault: 'missing', until: sequence });
  }
}

function covers(fault: RegisterFault, sequence: number): boolean {
  return fault.sequence <= sequence && sequence <= (fault.until ?? fault.sequence);
}

/**
 * The last entry that may be gone because its period is over. The anchors say how old an
 * entry is that isn't there any more; they are a day apart, so between the last that is over
 * and the next an entry may have gone up to a day early, and nobody can tell.
 */
function lastOver(anchors: readonly Anchor[], overAt: number): number {
  const over = Math.max(0, ...anchors.filter(({ at }) => at <= overAt).map(({ sequence }) => sequence));
  const next = anchors.find(({ at }) => at > overAt);
  return next && next.at <= overAt + dayMilliseconds ? next.sequence - 1 : over;
}
