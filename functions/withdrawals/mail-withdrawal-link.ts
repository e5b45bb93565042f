import type { Problem } from '../../src/api/answers.ts';
import type { WithdrawalLinkAsked, WithdrawalView } from '../../src/api/withdrawal-answers.ts';
import { say } from '../../src/words/say.ts';
import { claimGuess, type GuessLimit } from '../guesses/claim-guess.ts';
import { guessKey } from '../guesses/guess-key.ts';
import { prepareLink, takeLinkByCode } from '../links/one-time-link.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { normaliseEmail } from '../normalise-email.ts';
import { problem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { selectOrderToWithdraw } from './queries.ts';
import { viewWithdrawal } from './view-withdrawal.ts';

/** To one mailbox, at anybody's wish: nobody's mailbox is filled with our letters. */
const letters: GuessLimit = { tries: 5, windowMilliseconds: 60 * 60_000 };

/**
 * Has the way to an order mailed to whoever holds its mailbox. Nothing is looked up: the answer, the work and the
 * letter's coming are the same whether number and address fit each other or nothing. When it was asked is kept with
 * the letter's link, since the declaration counts from then.
 */
export async function mailWithdrawalLink(
  shop: Shop,
  { number, email }: { readonly number: string; readonly email: string },
): Promise<WithdrawalLinkAsked> {
  const { config, database, now } = shop;
  const link = prepareLink(shop, 'see-order', email, number);
  const key = await guessKey(config.privacySecret, 'withdrawal-letter', normaliseEmail(email));
  if (!(await claimGuess(database, key, letters, now)).allowed) return { link: link.id };
  await database.batch([link.statement, insertMailStatement(database, 'withdrawal-link', email, link.id, now)]);
  await announceMail(shop, mailIdOf('withdrawal-link', link.id));
  return { link: link.id };
}

/** The code of that letter, for a browser without a script. It stands in no letter whose number and address don't fit. */
export async function openByCode(
  shop: Shop,
  shown: { readonly link: string; readonly code: string },
): Promise<WithdrawalView | Problem> {
  const link = await takeLinkByCode(shop, 'see-order', shown.link, shown.code);
  const opened = link && (await selectOrderToWithdraw(shop.database, link.subject_id));
  if (!opened || normaliseEmail(opened.order.email) !== link.email) return ended();
  return viewWithdrawal(shop, opened);
}

function ended(): Problem {
  return problem(
    'link-ended',
    say`This code opens nothing.`,
    say`It works once, for a day, and can be mistyped four times. Nothing was changed. Ask for a new letter, and use the newest.`,
  );
}
