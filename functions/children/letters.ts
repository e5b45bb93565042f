import { contacts } from '../../src/policy/rights.ts';
import { say } from '../../src/words/say.ts';
import { composeLetter, type Letter } from '../mail/letter.ts';
import type { OutboxRow } from '../mail/queries.ts';
import { selectRequest } from '../requests/queries.ts';
import type { Shop } from '../shop.ts';

/** To whoever reported: that somebody has looked at it, and nothing about the person that it was about. */
export async function childReportAnswered(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const request = await selectRequest(shop.database, row.subject_id);
  return request ? composeChildReportAnswered(request.number) : undefined;
}

/** The same whatever was found; the desk shows it before it is sent. */
export function composeChildReportAnswered(requestNumber: string): Promise<Letter> {
  return composeLetter({
    subject: say`We have looked at your report`,
    parts: [
      {
        kind: 'paragraph',
        words: say`Thank you for telling us that a child’s data may be here. One of us has looked at it, and what is a child’s is deleted. Whose data we have we tell nobody else, so this letter says no more.`,
      },
      { kind: 'paragraph', words: say`Report ${requestNumber}. Questions: ${contacts.privacyEmail}` },
    ],
  });
}
