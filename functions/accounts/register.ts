import type { z } from 'zod';
import type { MailSent } from '../../src/api/account-answers.ts';
import type { Problem } from '../../src/api/answers.ts';
import { prepareLink } from '../links/one-time-link.ts';
import { revokeLinksToStatement } from '../links/queries.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { normaliseEmail } from '../normalise-email.ts';
import type { Shop } from '../shop.ts';
import { refuseLetter } from './limits.ts';
import { hashPassword } from './password.ts';
import { judgePassword } from './password-rules.ts';
import { deleteRegistrationsStatement, insertRegistrationStatement, type RegistrationRow } from './queries.ts';
import { weakPassword } from './refusals.ts';
import type { registration } from './request.ts';

/**
 * Begins an account, which waits until its mailbox says yes. Nothing is looked up: whether there is one already is
 * found out when the letter is written, and said in the mailbox alone, so the answer and the work for it are the same.
 */
export async function register(shop: Shop, wish: z.output<typeof registration>): Promise<MailSent | Problem> {
  const email = normaliseEmail(wish.email);
  const fault = judgePassword(wish.password, { email, username: wish.username });
  if (fault) return weakPassword(fault);
  const refusal = await refuseLetter(shop, email);
  if (refusal) return refusal;
  const password_hash = await hashPassword(wish.password);
  await keepRegistration(shop, {
    id: crypto.randomUUID(),
    username: wish.username,
    email,
    password_hash,
    kept_sku: wish.toKeep ?? '',
  });
  return { state: 'mail-sent' };
}

/** A newer registration takes the place of those before it, and their links open nothing. */
async function keepRegistration(shop: Shop, registration: RegistrationRow): Promise<void> {
  const { database, now } = shop;
  const { email } = registration;
  const link = prepareLink(shop, 'verify-account', email, registration.id);
  await database.batch([
    deleteRegistrationsStatement(database, email),
    revokeLinksToStatement(database, 'verify-account', email, now),
    insertRegistrationStatement(database, registration, now),
    link.statement,
    insertMailStatement(database, 'verify-account', email, link.id, now),
  ]);
  await announceMail(shop, mailIdOf('verify-account', link.id));
}
