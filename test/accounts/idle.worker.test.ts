import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { allLettersTo, lettersTo } from '../mail/letters.ts';
import { becomeMember, signIn } from './person.ts';

const hourly = '7 * * * *';
const hour = 60 * 60_000;
const day = 24 * hour;
/** The last act, and the two years that the policy gives, to the millisecond. */
const lastAct = Date.UTC(2028, 2, 10, 12, 0, 0);
const over = Date.UTC(2030, 2, 10, 12, 0, 0);
let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());

async function fallSilent(email: string, at = lastAct): Promise<void> {
  await shop.database
    .prepare('UPDATE accounts SET last_act_at = ?2, warned_at = NULL WHERE email = ?1')
    .bind(email, at)
    .run();
}

async function accountOf(email: string) {
  return shop.database
    .prepare('SELECT last_act_at, warned_at FROM accounts WHERE email = ?1')
    .bind(email)
    .first<{ last_act_at: number; warned_at: number | null }>();
}

async function warningsTo(email: string): Promise<readonly string[]> {
  const letters = await allLettersTo(shop, email);
  return letters.map(({ subject }) => subject).filter((subject) => subject.startsWith('Your account ends'));
}

/** The outbox is emptied with today's clock, so letters of a schedule that runs in years to come are due before. */
async function letLettersGo(): Promise<void> {
  await shop.database.prepare(`UPDATE mail_outbox SET next_attempt_at = 0 WHERE state = 'waiting'`).run();
}

test('[retention.accounts] a silent account is warned 30 days before, once, and is gone two years after its last act, to the second', async () => {
  await becomeMember(shop, 'silent@example.com');
  await becomeMember(shop, 'busy@example.com');
  await fallSilent('silent@example.com');
  await fallSilent('busy@example.com', over - day);

  await shop.runSchedule(hourly, new Date(over - 30 * day - 1_000));
  expect((await accountOf('silent@example.com'))?.warned_at).toBeNull();
  await Promise.all([1, 2, 3].map(() => shop.runSchedule(hourly, new Date(over - 30 * day))));
  await shop.runSchedule(hourly, new Date(over - 29 * day));
  await letLettersGo();
  expect(await warningsTo('silent@example.com')).toEqual(['Your account ends on 10 March 2030']);
  expect(await warningsTo('busy@example.com')).toEqual([]);

  // The clock has leapt by weeks, so the first run deletes nothing whatever is due; the second one is believed.
  await shop.runSchedule(hourly, new Date(over - hour));
  await shop.runSchedule(hourly, new Date(over - 1_000));
  expect(await accountOf('silent@example.com')).not.toBeNull();
  await shop.runSchedule(hourly, new Date(over));
  expect(await accountOf('silent@example.com')).toBeNull();
  expect(await accountOf('busy@example.com')).not.toBeNull();
  const sessions = await shop.database
    .prepare('SELECT count(*) AS orphans FROM sessions WHERE account_id NOT IN (SELECT id FROM accounts)')
    .first();
  expect(sessions).toEqual({ orphans: 0 });
});

test('whoever comes back keeps the account, and is warned again after the next silence', async () => {
  await becomeMember(shop, 'back@example.com');
  await fallSilent('back@example.com');
  await shop.runSchedule(hourly, new Date(over - 10 * day));
  await letLettersGo();
  expect(await warningsTo('back@example.com')).toHaveLength(1);
  expect((await signIn(shop, 'back@example.com')).status).toBe(200);
  expect((await accountOf('back@example.com'))?.warned_at).toBeNull();
  await fallSilent('back@example.com', lastAct + day);
  await shop.runSchedule(hourly, new Date(over));
  await letLettersGo();
  expect(await warningsTo('back@example.com')).toHaveLength(2);
  expect(await accountOf('back@example.com')).not.toBeNull();
});

test('a warning that is still waiting when the person comes back is not sent', async () => {
  await becomeMember(shop, 'just-back@example.com');
  await fallSilent('just-back@example.com');
  shop.mailbox.turn({ failAll: true });
  await shop.runSchedule(hourly, new Date(over - 10 * day));
  await signIn(shop, 'just-back@example.com');
  shop.mailbox.turn({ failAll: false });
  await shop.database.prepare('UPDATE mail_outbox SET next_attempt_at = 0, claimed_until = 0').run();
  expect(await warningsTo('just-back@example.com')).toEqual([]);
  expect(lettersTo(shop, 'just-back@example.com')).toHaveLength(1);
});
