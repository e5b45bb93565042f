import { paths } from '../../src/paths.ts';
import { contacts } from '../../src/policy/rights.ts';
import { say } from '../../src/words/say.ts';
import { composeLetter, type Letter } from '../mail/letter.ts';
import type { OutboxRow } from '../mail/queries.ts';
import { signRequestLink } from '../requests/request-link.ts';
import type { Shop } from '../shop.ts';
import { instantInWords } from './offer-copy.ts';
import { selectCopy } from './queries.ts';

/** Says where the copy is; the copy itself is in no letter. Undefined once it can't be fetched any more. */
export async function copyReady(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const copy = await selectCopy(shop.database, row.subject_id);
  if (!copy || copy.fetched_at !== null || copy.expires_at <= shop.now) return undefined;
  const link = await signRequestLink(shop.config.privacySecret, row.subject_id);
  return composeLetter({
    subject: say`Your copy is ready`,
    parts: [
      { kind: 'paragraph', words: say`Good day,` },
      {
        kind: 'paragraph',
        words:
          copy.kind === 'access'
            ? say`You asked what we hold about you. It is ready: a page to read and to print, and the same for programs.`
            : say`You asked for what you gave us in a form that a program can read. It is ready.`,
      },
      {
        kind: 'act',
        label: say`Fetch my copy`,
        address: new URL(paths.privacyRequestStatus(link), shop.config.siteOrigin).href,
        note: say`It can be fetched once, until ${instantInWords(copy.expires_at)}. Whoever has this link can fetch it, so keep it to yourself.`,
      },
      {
        kind: 'small',
        words: say`Request ${row.subject_id}. If you did not ask for this, write to us: ${contacts.privacyEmail}`,
      },
    ],
  });
}
