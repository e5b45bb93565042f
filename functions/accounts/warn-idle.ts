import { endOf, latestStartOver } from '../../src/policy/duration.ts';
import { retention } from '../../src/policy/retention.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import { type IdleAccount, markWarnedStatement, selectIdleAccounts } from './queries.ts';

/** So long before an account that nobody uses is deleted, its person is told. */
export const warningMilliseconds = 30 * 24 * 60 * 60_000;
const mostInOneRun = 200;

/** What a run doesn't reach, the next one does. */
export async function warnIdle(shop: Shop): Promise<void> {
  const { keep } = retention.accounts;
  const over = latestStartOver(shop.now, keep);
  const overSoon = latestStartOver(shop.now + warningMilliseconds, keep);
  for (const account of await selectIdleAccounts(shop.database, over, overSoon, mostInOneRun)) {
    await warn(shop, account);
  }
}

/** Once for each silence: the letter is named by the act that was the last, so a second run writes no second one. */
async function warn(shop: Shop, account: IdleAccount): Promise<void> {
  const silence = silenceOf(account);
  await shop.database.batch([
    markWarnedStatement(shop.database, account, shop.now),
    insertMailStatement(shop.database, 'account-idle', account.email, silence, shop.now),
  ]);
  await announceMail(shop, mailIdOf('account-idle', silence));
}

/** When an account goes that was used then for the last time. */
export function endOfSilence(lastActAt: number): number {
  return endOf(lastActAt, retention.accounts.keep);
}

function silenceOf({ id, last_act_at }: IdleAccount): string {
  return `${id}.${last_act_at}`;
}

/** The account and its last act, from what `silenceOf` wrote. */
export function readSilence(silence: string): { readonly accountId: string; readonly lastActAt: number } {
  const [accountId = '', lastActAt = ''] = silence.split('.');
  return { accountId, lastActAt: Number(lastActAt) };
}
