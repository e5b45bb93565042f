import type { Problem } from '../../src/api/answers.ts';
import { isNoticeOwed } from '../../src/policy/breach-clock.ts';
import { type AtBreach, changeBreach } from './change-breach.ts';
import { countPeople, endWaitingStatement, forgetPeopleStatement, type PeopleCounts } from './people/queries.ts';
import { type Breach, type Clock, closeStatement, selectClocks } from './queries.ts';
import { notNow } from './refusals.ts';

/** Ends the work on a breach. Its record stays for its period; the addresses that are left go. */
export async function closeBreach(at: AtBreach, { words }: { readonly words: string }): Promise<string | Problem> {
  const { shop, breach } = at;
  const [clocks, people] = await Promise.all([
    selectClocks(shop.database, [breach.number]),
    countPeople(shop.database, breach.number),
  ]);
  const missing = missingToClose(breach, clocks, people);
  if (missing.length > 0) return notNow('It can’t be closed yet.', missing.join(' '));
  const refusal = await changeBreach(at, { kind: 'closed', words, details: {} }, [
    endWaitingStatement(shop.database, breach.number),
    forgetPeopleStatement(shop.database, breach.number),
    closeStatement(shop.database, breach.number, shop.now),
  ]);
  return refusal ?? 'It is closed. Its record stays.';
}

/** What is still to be done, a sentence each; nothing where it is closed. */
export function missingToClose(breach: Breach, clocks: readonly Clock[], people: PeopleCounts): string[] {
  if (breach.closed_at !== null) return [];
  const isOpen = (name: Clock['clock']) => clocks.some(({ clock, kept_at }) => clock === name && kept_at === null);
  const isOwed = isNoticeOwed(breach.risk);
  return [
    ...(breach.risk === 'unknown' ? ['Judge the risk.'] : []),
    ...(breach.consequences === '' ? ['Say what the likely consequences are.'] : []),
    ...(breach.measures === '' ? ['Say what was done about it.'] : []),
    ...(isOwed && isOpen('authority') ? ['Tell the authority.'] : []),
    ...(people.writing > 0 ? ['Wait for the letters that are on their way.'] : []),
    ...(isOwed && isOpen('people') ? ['Tell the people who are affected.'] : []),
  ];
}
