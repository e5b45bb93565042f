import type { Problem } from '../../src/api/answers.ts';
import { timeInWords } from '../../src/api/time-in-words.ts';
import type { Shop } from '../shop.ts';
import { type AtBreach, changeBreach } from './change-breach.ts';
import { keepClockStatement, selectClocks } from './queries.ts';
import { notNow } from './refusals.ts';

export interface AuthorityTold {
  /** The text as it was sent. */
  readonly words: string;
  /** Which one, and its reference where it gave one. */
  readonly authority: string;
  /** Milliseconds since the epoch. */
  readonly toldAt: number;
  /** Art. 33(1): a notice that is late has the reasons for the delay with it. */
  readonly delayReason: string;
}

/** Notes that the authority was told. The first time ends the clock; what is told later is a phase of it (Art. 33(4)). */
export async function tellAuthority(at: AtBreach, told: AuthorityTold): Promise<string | Problem> {
  const { shop, breach } = at;
  if (!(told.toldAt >= breach.discovered_at && told.toldAt <= shop.now)) {
    return notNow('That time can’t be right.', 'The authority was told after the discovery, and not in the future.');
  }
  const clock = await clockOf(shop, breach.number);
  const isFirst = clock?.kept_at === null;
  const isLate = isFirst && told.toldAt >= clock.due_at;
  if (isLate && told.delayReason === '') {
    return notNow(
      'Why is it late?',
      'A notice after 72 hours has the reasons for the delay with it, as Art. 33(1) asks.',
    );
  }
  const refusal = await changeBreach(
    at,
    { kind: 'authority-told', words: inWords(told, isFirst), details: { ...told } },
    [keepClockStatement(shop.database, breach.number, 'authority', told.toldAt)],
  );
  return refusal ?? (isFirst ? 'It is noted that the authority was told.' : 'It is noted as a later phase.');
}

async function clockOf(shop: Shop, number: string) {
  const clocks = await selectClocks(shop.database, [number]);
  return clocks.find(({ clock }) => clock === 'authority');
}

function inWords({ words, authority, toldAt, delayReason }: AuthorityTold, isFirst: boolean): string {
  const what = isFirst ? 'was told' : 'was told more';
  const why = delayReason ? ` The reasons for the delay: ${delayReason}` : '';
  return `${authority} ${what} on ${timeInWords(toldAt)}.${why}\n\n${words}`;
}
