import type { Problem } from '../../../src/api/answers.ts';
import { describeSurprise } from '../../describe-surprise.ts';
import { announceMany } from '../../mail/announce-many.ts';
import type { Shop } from '../../shop.ts';
import { type AtBreach, changeBreach } from '../change-breach.ts';
import { beginNoticeStatement, keepClockStatement, selectBegunNotices } from '../queries.ts';
import { notNow } from '../refusals.ts';
import { peopleInWords } from './find-people.ts';
import {
  countPeople,
  endWaitingStatement,
  keepPeopleClock,
  type PeopleCounts,
  settleNotices,
  writeNextNotices,
} from './queries.ts';

const lettersAtOnce = 100;
/** With it: 2,000 letters in a run; the next goes on. */
const batchesPerRun = 20;
const breachesPerRun = 50;

export interface NoticeWish {
  readonly words: string;
  /** The restricted are stored and not used: whether they have this letter, which the law owes them, is decided each time. */
  readonly tellsRestricted: boolean;
}

/**
 * Begins to write to everybody who is affected. The words are fixed with the beginning; the letters go into the
 * outbox here and, where this dies, by the schedule: one to each. Later the restricted may be written to as well, in
 * the same words.
 */
export async function tellPeople(at: AtBreach, wish: NoticeWish): Promise<string | Problem> {
  const { shop, breach } = at;
  const people = await countPeople(shop.database, breach.number);
  const refusal = refuseNotice(at, wish, people) ?? (await begin(at, wish, people));
  if (refusal) return refusal;
  await writeNotices(shop, breach.number);
  return 'The letters are on their way, one to each.';
}

/** What forbids it, whether it is asked for or only its letter. */
export function refuseNotice(
  { breach }: Pick<AtBreach, 'breach'>,
  { words, tellsRestricted }: NoticeWish,
  people: PeopleCounts,
): Problem | undefined {
  if (breach.closed_at !== null) return notNow('This breach is closed.', 'What was done about it stays as it is.');
  if (breach.notice_begun_at !== null) {
    if (tellsRestricted && breach.tells_restricted === 0 && words === breach.notice) return undefined;
    return notNow('The notice goes out already.', 'Its words stay as they are, and each person has one letter.');
  }
  if (people.found - (tellsRestricted ? 0 : people.restricted) > 0) return undefined;
  return notNow(
    'There is nobody to write to.',
    'Find the people who are affected first, or note how else they are told.',
  );
}

function begin(
  at: AtBreach,
  { words, tellsRestricted }: NoticeWish,
  people: PeopleCounts,
): Promise<Problem | undefined> {
  const { shop, breach } = at;
  const count = people.found - (tellsRestricted ? 0 : people.restricted);
  const kept = tellsRestricted ? '' : restrictedInWords(people.restricted);
  return changeBreach(
    at,
    {
      kind: 'people-told',
      words: `A letter goes to ${peopleInWords(count)}.${kept}\n\n${words}`,
      details: { people: count, restricted: people.restricted, tellsRestricted },
    },
    [beginNoticeStatement(shop.database, breach.number, words, tellsRestricted, shop.now)],
  );
}

function restrictedInWords(count: number): string {
  if (count === 0) return '';
  return ` ${peopleInWords(count)} whose data is restricted ${count === 1 ? 'is' : 'are'} not written to yet.`;
}

/** Safe to run twice, and at the same time: a person is taken in the transaction that writes their letter. */
export async function writeNotices(shop: Shop, number: string): Promise<void> {
  for (let batch = 0; batch < batchesPerRun; batch += 1) {
    const written = await writeNextNotices(shop.database, number, lettersAtOnce, shop.now);
    await announceMany(shop, written);
    if (written.length < lettersAtOnce) break;
  }
}

/** Goes on with notices that were begun, and notes what became of the letters. */
export async function sweepNotices(shop: Shop): Promise<void> {
  for (const number of await selectBegunNotices(shop.database, breachesPerRun)) {
    try {
      await writeNotices(shop, number);
      await settleNotices(shop.database, number);
      await keepPeopleClock(shop.database, number, shop.now);
    } catch (error) {
      // One breach must not keep the others from it.
      console.error({ message: 'A notice of a breach could not go on', ...describeSurprise(error) });
    }
  }
}

/** Whom no letter reaches is told in public, by telephone or by post (Art. 34(3)(c)): it is noted how, and ends the clock. */
export async function tellOtherwise(at: AtBreach, { words }: { readonly words: string }): Promise<string | Problem> {
  const { shop, breach } = at;
  const people = await countPeople(shop.database, breach.number);
  if (people.writing > 0) return notNow('Letters are still on their way.', 'Wait until each has left or was refused.');
  const untold = people.found + people.refused;
  const refusal = await changeBreach(at, { kind: 'people-told-otherwise', words, details: { people: untold } }, [
    endWaitingStatement(shop.database, breach.number),
    keepClockStatement(shop.database, breach.number, 'people', shop.now),
  ]);
  return refusal ?? 'It is noted, and stands in the record.';
}
