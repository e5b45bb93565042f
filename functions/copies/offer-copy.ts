import { locale } from '../../src/words/language.ts';
import { phrase, say } from '../../src/words/say.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { writeWithProof } from '../register/write-with-proof.ts';
import type { RightsAct } from '../requests/act.ts';
import { insertStepStatement, type PrivacyRequest } from '../requests/queries.ts';
import type { Shop } from '../shop.ts';
import { type Copy, type CopyKind, insertCopyStatement, selectCopy } from './queries.ts';

const copyDays = 7;

/** A copy of everything (Art. 15 GDPR): offered at once, made while it is fetched. */
export const accessAct: RightsAct = (shop, request) => actOf(shop, request, 'access');

/** What the person gave, for another program to read (Art. 20 GDPR). */
export const portabilityAct: RightsAct = (shop, request) => actOf(shop, request, 'portability');

async function actOf(shop: Shop, request: PrivacyRequest, kind: CopyKind) {
  const { expires_at } = await offerCopy(shop, request, kind);
  return { state: 'done', words: readyWords(kind, expires_at), isTold: true } as const;
}

/** Until seven days from now, once for each request: called again, it answers with the offer that stands. */
export async function offerCopy(
  shop: Shop,
  request: Pick<PrivacyRequest, 'number' | 'email' | 'subject_hash' | 'kind'>,
  kind: CopyKind,
): Promise<Pick<Copy, 'id' | 'expires_at'>> {
  const { database, now } = shop;
  const copy = {
    id: request.number,
    request_number: request.number,
    kind,
    offered_at: now,
    expires_at: now + copyDays * 24 * 60 * 60_000,
  };
  const standing = await selectCopy(database, copy.id);
  if (standing) return standing;
  try {
    await writeWithProof(
      shop,
      [
        insertCopyStatement(database, copy),
        insertStepStatement(database, request.number, 'copy-offered', madeWords, now),
        insertMailStatement(database, 'copy-ready', request.email, request.number, now),
      ],
      [
        {
          requestNumber: request.number,
          subjectHash: request.subject_hash,
          kind: request.kind,
          step: 'copy-offered',
          details: { copy: kind, expiresAt: copy.expires_at },
        },
      ],
    );
  } catch (error) {
    // Two who carry out the same request at once offer one copy.
    const other = await selectCopy(database, copy.id);
    if (other) return other;
    throw error;
  }
  await announceMail(shop, mailIdOf('copy-ready', request.number));
  return copy;
}

const madeWords = phrase`A copy is made while you fetch it, and is kept nowhere.`;

function readyWords(kind: CopyKind, expiresAt: number): string {
  const until = instantInWords(expiresAt);
  return kind === 'access'
    ? say`A copy of all that we hold about you is ready. It can be fetched once, until ${until}.`
    : say`What you gave us, in a form that a program can read, is ready. It can be fetched once, until ${until}.`;
}

/** "1 December 2026 at 17:00 UTC" */
export function instantInWords(milliseconds: number): string {
  const format = new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(new Date(milliseconds))} UTC`;
}
