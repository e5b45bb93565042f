import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { AccountActDone, MailSent } from '../../src/api/account-answers.ts';
import type { Problem } from '../../src/api/answers.ts';
import { say } from '../../src/words/say.ts';
import { prepareLink, takeLink } from '../links/one-time-link.ts';
import { type OneTimeLink, revokeLinksStatement } from '../links/queries.ts';
import { announceMail } from '../mail/announce-mail.ts';
import type { MailKind } from '../mail/letters.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { normaliseEmail } from '../normalise-email.ts';
import { problem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { carryNoticesStatements } from '../stock-notices/queries.ts';
import { refuseLetter } from './limits.ts';
import {
  type Credentials,
  carryObjectionsStatement,
  type Session,
  selectCredentialsById,
  setEmailStatement,
} from './queries.ts';
import { linkEnded } from './refusals.ts';

/**
 * After a step-up: a link to the new mailbox, a word to the old one. Whose the new address is, is found out when its
 * letter is written, and said only there.
 */
export async function askForNewEmail(shop: Shop, session: Session, typed: string): Promise<MailSent | Problem> {
  const email = normaliseEmail(typed);
  if (email === session.email) {
    return problem('conflict', say`This is your address already.`, say`Nothing was changed. Type the new one.`);
  }
  const refusal = await refuseLetter(shop, email);
  if (refusal) return refusal;
  const link = prepareLink(shop, 'change-email', email, session.id);
  await write(
    shop,
    [link.statement],
    [
      { kind: 'confirm-new-email', email, subjectId: link.id },
      { kind: 'email-change-asked', email: session.email, subjectId: link.id },
    ],
  );
  return { state: 'mail-sent' };
}

/** By the link in the new mailbox. Both mailboxes are told, and links that went to the old one open nothing any more. */
export async function confirmNewEmail(shop: Shop, token: string): Promise<AccountActDone | Problem> {
  const link = await takeLink(shop, 'change-email', token);
  const account = link && (await selectCredentialsById(shop.database, link.subject_id));
  if (!account) return linkEnded();
  return (await moveTo(shop, account, link)) ? { state: 'done' } : linkEnded();
}

/** False where another account has taken the address meanwhile; the answer doesn't say so. */
async function moveTo(shop: Shop, account: Credentials, link: OneTimeLink): Promise<boolean> {
  const { database, now } = shop;
  try {
    await write(
      shop,
      [
        setEmailStatement(database, account.id, link.email),
        carryObjectionsStatement(database, account.email, link.email),
        ...carryNoticesStatements(database, account.email, link.email),
        revokeLinksStatement(database, 'reset-password', account.id, now),
        revokeLinksStatement(database, 'change-email', account.id, now),
        revokeLinksStatement(database, 'step-up', account.id, now),
      ],
      [
        { kind: 'email-changed', email: link.email, subjectId: link.id },
        { kind: 'email-left', email: account.email, subjectId: link.id },
      ],
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes('UNIQUE constraint failed: accounts.email')) return false;
    throw error;
  }
}

interface LetterToWrite {
  readonly kind: MailKind;
  readonly email: string;
  readonly subjectId: string;
}

async function write(shop: Shop, changes: readonly D1PreparedStatement[], letters: readonly LetterToWrite[]) {
  await shop.database.batch([
    ...changes,
    ...letters.map(({ kind, email, subjectId }) =>
      insertMailStatement(shop.database, kind, email, subjectId, shop.now),
    ),
  ]);
  for (const { kind, subjectId } of letters) await announceMail(shop, mailIdOf(kind, subjectId));
}
