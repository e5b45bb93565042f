import type { Queue } from '@cloudflare/workers-types';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { askForNewEmail } from '../../functions/accounts/change-email.ts';
import { forgottenPassword } from '../../functions/accounts/forgotten-password.ts';
import { hashPassword } from '../../functions/accounts/password.ts';
import { hashOfToken, readSession } from '../../functions/accounts/read-session.ts';
import { register } from '../../functions/accounts/register.ts';
import { signIn } from '../../functions/accounts/sign-in.ts';
import { confirmWishByCode } from '../../functions/consents/confirm-wish.ts';
import { mailPreferencesLink } from '../../functions/consents/mail-preferences-link.ts';
import type { MailMessage } from '../../functions/mail/message.ts';
import { sweepMail } from '../../functions/mail/send-mail.ts';
import { takeInRequest } from '../../functions/requests/intake/take-in-request.ts';
import type { Shop } from '../../functions/shop.ts';
import { askForNotice } from '../../functions/stock-notices/ask-for-notice.ts';
import { confirmNoticeByCode } from '../../functions/stock-notices/confirm-notice.ts';
import { mailWithdrawalLink } from '../../functions/withdrawals/mail-withdrawal-link.ts';
import { type OpenShop, openShop } from '../erasure/open-shop.ts';
import { insert } from '../erasure/person.ts';
import { type Counted, countedDatabase } from './counted-database.ts';
import {
  type DoorName,
  newPassword,
  unknownAddresses,
  withoutIds,
  writeKnown,
  writeSignedIn,
  wrongPassword,
} from './doors.ts';

/** The acts behind the doors, of which every statement, row, message and letter is counted. */

const now = Date.UTC(2026, 10, 24, 12);

let shop: OpenShop;
let token: string;
let known: string;
const [unknown = ''] = unknownAddresses(1);
beforeAll(async () => {
  shop = await openShop();
  [known = ''] = await writeKnown(shop.database, await hashPassword(newPassword), 1, now);
  token = await writeSignedIn(shop.database, now);
  // Somebody who waits for the piece already is told so in the letter, and by nothing else.
  const notice = { id: 'waits', email: known, sku: 'STOCK', currency: 'EUR', confirmed_at: now };
  await shop.database.batch([
    insert(shop.database, 'stock', { sku: 'STOCK', on_hand: 0 }),
    insert(shop.database, 'stock_notices', notice),
  ]);
  await sweepMail(shop.at(now));
});
afterAll(() => shop.close());

const wish = { kind: 'access', asker: 'person', askerEmail: '', orderNumber: '', words: '' } as const;

const acts = {
  'sign in': (at, email) => signIn(at, { email, password: wrongPassword }),
  register: (at, email) => register(at, { username: 'Ada', email, password: newPassword, isOldEnough: true }),
  'forgotten password': (at, email) => forgottenPassword(at, email),
  'change of address': async (at, email) => {
    const session = await readSession(at, `Bearer ${token}`);
    if (!session) throw new Error(`Nobody is signed in with ${await hashOfToken(token)}`);
    return askForNewEmail(at, session, email);
  },
  request: (at, email) => takeInRequest(at, { ...wish, email }),
  'request by an agent': (at, email) =>
    takeInRequest(at, { ...wish, asker: 'agent', email, askerEmail: 'agent@example.net' }),
  'link to the preferences': (at, email) => mailPreferencesLink(at, email),
  'code of a consent': (at, email) => confirmWishByCode(at, email, '0000-0000'),
  'back in stock': (at, email) => askForNotice(at, { sku: 'STOCK', email, currency: 'EUR' }),
  'code of a notice': (at, email) => confirmNoticeByCode(at, email, '0000-0000'),
  'link to withdraw': (at, email) => mailWithdrawalLink(at, { number: 'LG-0000-0000', email }),
} as const satisfies Record<DoorName, (at: Shop, email: string) => Promise<object>>;

interface Work {
  readonly answer: string;
  readonly statements: readonly Counted[];
  /** The kinds of mail that the queue was told of. */
  readonly announced: readonly string[];
  readonly outsideCalls: number;
  /** To whom letters then went. */
  readonly letters: readonly string[];
}

async function workOf(door: DoorName, email: string): Promise<Work> {
  const { database, counted } = countedDatabase(shop.at(now).database);
  const announced: string[] = [];
  const send = ({ mailId }: MailMessage) => Promise.resolve(void announced.push(mailId.split(':')[0] ?? ''));
  const mailQueue = { send } as unknown as Queue<MailMessage>;
  const outside = vi.spyOn(globalThis, 'fetch');
  const answer = withoutIds(JSON.stringify(await acts[door](shop.at(now, { database, mailQueue }), email)));
  const outsideCalls = outside.mock.calls.length;
  const before = shop.letters.length;
  await sweepMail(shop.at(now));
  const letters = shop.letters.slice(before).map(({ to }) => (to === email ? 'the address' : to));
  return { answer, statements: [...counted], announced, outsideCalls, letters: letters.sort() };
}

describe('for a known and an unknown address the same is done', () => {
  test.each(Object.keys(acts) as DoorName[])('%s', async (door) => {
    const ofKnown = await workOf(door, known);
    const ofUnknown = await workOf(door, unknown);
    expect(ofKnown.statements.length).toBeGreaterThan(0);
    expect(ofKnown).toEqual(ofUnknown);
    expect(ofKnown.outsideCalls).toBe(0);
  });
});

test('a statement more, a row more and another way to the database are seen', async () => {
  const { database, counted } = countedDatabase(shop.at(now).database);
  await database.prepare('SELECT username FROM accounts WHERE email = ?1').bind(known).first();
  await database.batch([database.prepare('UPDATE accounts SET warned_at = NULL WHERE email = ?1').bind(known)]);
  expect(counted.map(({ way, rowsWritten }) => `${way} ${rowsWritten}`)).toEqual(['first 0', 'batch 1']);
});
