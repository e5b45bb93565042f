import { latestStartOver } from '../../src/policy/duration.ts';
import { retention } from '../../src/policy/retention.ts';
import type { Shop } from '../shop.ts';
import { type Anchor, listAnchors } from './anchor-register.ts';
import { hashOfEntry } from './entry-hash.ts';
import { type RegisterEntry, selectEntriesAfter } from './queries.ts';

const pageSize = 500;
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
export async function verifyRegister(shop: Pick<Shop, 'database' | 'ledger' | 'now'>): Promise<RegisterReport> {
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
  if (walk.contents.has(content)) faults.push({ sequence, fault: 'doubled' });
  else if (!isWhole) faults.push({ sequence, fault: isMoved(walk, entry) ? 'reordered' : 'changed' });
  else if (isNext && !follows) faults.push({ sequence, fault: 'reordered' });
  walk.hashes.set(sequence, entry.hash);
  walk.contents.add(content);
  walk.first ??= entry;
  walk.previous = entry;
}

/** All that an entry says, without its place. No step has the same words about the same request twice at once. */
function contentOf({ at, request_number, subject_hash, kind, step, details }: RegisterEntry): string {
  return JSON.stringify([at, request_number, subject_hash, kind, step, details]);
}

/** It doesn't follow the entry before it: it stood somewhere else. */
function isMoved({ previous }: Walk, entry: RegisterEntry): boolean {
  return previous !== undefined && entry.previous_hash !== previous.hash;
}

/**
 * @param overAt the latest time of an entry whose period is over
 */
function compareAnchors(walk: Walk, anchors: readonly Anchor[], overAt: number): void {
  const firstSequence = walk.first?.sequence ?? Number.POSITIVE_INFINITY;
  for (const { sequence, hash, at } of anchors) {
    const found = walk.hashes.get(sequence);
    if (found === hash || walk.faults.some((fault) => covers(fault, sequence))) continue;
    if (found !== undefined) walk.faults.push({ sequence, fault: 'not-as-anchored' });
    else if (sequence > firstSequence || at > overAt) walk.faults.push({ sequence, fault: 'missing', until: sequence });
  }
  if (!walk.first || firstSequence === 1 || wasOver(firstSequence - 1, anchors, overAt)) return;
  walk.faults.push({ sequence: 1, fault: 'missing', until: firstSequence - 1 });
}

function covers(fault: RegisterFault, sequence: number): boolean {
  return fault.sequence <= sequence && sequence <= (fault.until ?? fault.sequence);
}

/**
 * Whether the last entry that is gone from the front was old enough to go: an anchor that came
 * after it is. There is one a day, so it may be a day younger than that entry.
 */
function wasOver(sequence: number, anchors: readonly Anchor[], overAt: number): boolean {
  return anchors.some((anchor) => anchor.sequence >= sequence && anchor.at <= overAt + dayMilliseconds);
}
