import { contacts } from '../../src/policy/rights.ts';
import { say } from '../../src/words/say.ts';
import { composeLetter, type Letter } from '../mail/letter.ts';
import type { OutboxRow } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import { selectRestriction } from './queries.ts';

export async function restrictionEnds(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const restriction = await selectRestriction(shop.database, row.subject_id);
  return restriction ? composeRestrictionEnds(restriction.request_number) : undefined;
}

/** The desk shows it before it is sent. */
export function composeRestrictionEnds(requestNumber: string): Promise<Letter> {
  return composeLetter({
    subject: say`We will use your data again`,
    parts: [
      {
        kind: 'paragraph',
        words: say`We have only stored your data, and done nothing else with it, since it was restricted. This restriction is about to end: your orders and your account will then be handled as before.`,
      },
      {
        kind: 'paragraph',
        words: say`If you don’t agree, write to us, or ask for the restriction again. You may also have your data deleted.`,
      },
      { kind: 'paragraph', words: say`Request ${requestNumber}. Questions: ${contacts.privacyEmail}` },
    ],
  });
}
