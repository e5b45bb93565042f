import { clockNames } from '../../src/api/breach-words.ts';
import { complaintWords } from '../../src/api/request-page.ts';
import { timeInWords } from '../../src/api/time-in-words.ts';
import { paths } from '../../src/paths.ts';
import { contacts } from '../../src/policy/rights.ts';
import { composeLetter, type Letter } from '../mail/letter.ts';
import type { OutboxRow } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import { selectNoticeOf } from './people/queries.ts';
import { selectBreach, selectClocks } from './queries.ts';

/** To somebody who is affected: `subject_id` names them in the list of the breach. */
export async function breachNoticeLetter(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const notice = await selectNoticeOf(shop.database, row.subject_id);
  return notice ? composeNotice(shop, notice.number, notice.notice) : undefined;
}

/** As it goes to each: the desk shows it before. */
export function composeNotice(shop: Shop, number: string, words: string): Promise<Letter> {
  return composeLetter({
    subject: 'A data breach affects you',
    parts: [
      ...words.split(/\n{2,}/).map((paragraph) => {
        const [first = '', ...lines] = paragraph.split('\n');
        if (lines.length === 0) return { kind: 'paragraph', words: first } as const;
        return { kind: 'lines', title: first, lines } as const;
      }),
      {
        kind: 'act',
        label: 'See what we hold, or have it deleted',
        address: new URL(paths.privacyRequest, shop.config.siteOrigin).href,
        note: 'Every right that our privacy policy names is yours, and costs nothing.',
      },
      { kind: 'small', words: `Our reference: ${number}. Questions: ${contacts.privacyEmail}` },
      { kind: 'small', words: complaintWords },
    ],
  });
}

/** To the house: `subject_id` is the number, the clock, and what is to be said. Nobody is named. */
export async function breachWarningLetter(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const [number = '', name, warning] = row.subject_id.split(':');
  const [breach, clocks] = await Promise.all([
    selectBreach(shop.database, number),
    selectClocks(shop.database, [number]),
  ]);
  const clock = clocks.find((candidate) => candidate.clock === name);
  if (!breach || breach.closed_at !== null || !clock || clock.kept_at !== null) return undefined;
  const isOver = warning === 'over';
  const whom = clockNames[clock.clock].toLowerCase();
  return composeLetter({
    subject: isOver ? `Late: breach ${number}` : `Less than a day: breach ${number}`,
    parts: [
      {
        kind: 'paragraph',
        words: isOver
          ? `The 72 hours of breach ${number} ended on ${timeInWords(clock.due_at)}, and ${whom} have not all been told. Do it now, with the reasons for the delay.`
          : `The 72 hours of breach ${number} end on ${timeInWords(clock.due_at)}. Until then ${whom} must be told.`,
      },
    ],
  });
}
