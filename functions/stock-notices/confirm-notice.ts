import type { Problem } from '../../src/api/answers.ts';
import { claimGuess, type GuessLimit } from '../guesses/claim-guess.ts';
import { guessKey } from '../guesses/guess-key.ts';
import { isCodeOfLink, lookAtLink, takeLink } from '../links/one-time-link.ts';
import { type OneTimeLink, selectNewestLink, takeLinkRow } from '../links/queries.ts';
import { normaliseEmail } from '../normalise-email.ts';
import { isRestricted } from '../restriction/queries.ts';
import type { Shop } from '../shop.ts';
import {
  confirmNoticeStatements,
  type StockNotice,
  selectNotice,
  selectNoticeOf,
  selectNoticeWish,
} from './queries.ts';
import { confirmationEnded, onlyStored, wrongCode } from './refusals.ts';

/**
 * The mailbox has said yes: the wish becomes a notice. Followed again within its day, the link says what holds, and
 * finishes what a process that died had begun, for the wish is there until the notice is.
 */
export async function confirmNotice(shop: Shop, token: string): Promise<StockNotice | Problem> {
  const purpose = 'confirm-stock-notice';
  const link = (await takeLink(shop, purpose, token)) ?? (await lookAtLink(shop, purpose, token));
  return link && link.expires_at > shop.now ? confirm(shop, link) : confirmationEnded();
}

/** At the codes of one address, whoever tries and from wherever. */
const guesses: GuessLimit = { tries: 5, windowMilliseconds: 60 * 60_000 };

/** The same by the code of the newest letter to this address. The guess is counted before anybody looks. */
export async function confirmNoticeByCode(shop: Shop, typed: string, code: string): Promise<StockNotice | Problem> {
  const { config, database, now } = shop;
  const purpose = 'confirm-stock-notice';
  const email = normaliseEmail(typed);
  const claim = await claimGuess(
    database,
    await guessKey(config.privacySecret, 'stock-notice-code', email),
    guesses,
    now,
  );
  const newest = await selectNewestLink(database, purpose, email, now);
  const isRight = await isCodeOfLink(shop, newest?.id ?? '', code);
  if (!claim.allowed || !newest || !isRight) return wrongCode();
  const link = await takeLinkRow(database, newest.id, purpose, now);
  return link ? confirm(shop, link) : wrongCode();
}

async function confirm({ database, now }: Shop, link: OneTimeLink): Promise<StockNotice | Problem> {
  if (await isRestricted(database, link.email)) return onlyStored();
  const wish = await selectNoticeWish(database, link.subject_id);
  if (wish) await database.batch(confirmNoticeStatements(database, wish, now));
  const notice = wish
    ? await selectNoticeOf(database, wish.email, wish.sku)
    : await selectNotice(database, link.subject_id);
  return notice ?? confirmationEnded();
}
