import type { Problem } from '../../src/api/answers.ts';
import type { AccountConsent } from '../../src/api/consent-answers.ts';
import { paths } from '../../src/paths.ts';
import { marketingWording } from '../../src/policy/marketing-wording.ts';
import { announceMail } from '../mail/announce-mail.ts';
import type { Shop } from '../shop.ts';
import { askForConsent, circumstancesOf } from './ask-for-consent.ts';
import { selectConsentOf } from './queries.ts';
import { onlyStored } from './refusals.ts';
import { viewOfConsent } from './view-consent.ts';
import { withdrawConsents } from './withdraw-consents.ts';

export async function viewAccountConsent(shop: Shop, email: string): Promise<AccountConsent> {
  const wording = marketingWording.text;
  const consent = await selectConsentOf(shop.database, email);
  if (consent?.withdrawn_at === null) return { state: 'standing', consent: viewOfConsent(consent), wording };
  if ((await circumstancesOf(shop, email, shop.now)).asked) return { state: 'asked', wording };
  return consent ? { state: 'withdrawn', consent: viewOfConsent(consent), wording } : { state: 'none', wording };
}

/** The box in the account: ticked, the mailbox is asked; unticked, the consent is taken back, as easily as it was given. */
export async function changeAccountConsent(
  shop: Shop,
  email: string,
  wanted: boolean,
): Promise<AccountConsent | Problem> {
  if (!wanted) {
    await withdrawConsents(shop, email, paths.account);
    return viewAccountConsent(shop, email);
  }
  const asking = await askForConsent(shop, {
    email,
    page: paths.account,
    wordingVersion: marketingWording.version,
    askedAt: shop.now,
  });
  if (asking.state === 'not-to-be-asked') return onlyStored();
  if (asking.statements.length > 0) await shop.database.batch([...asking.statements]);
  for (const mailId of asking.mailIds) await announceMail(shop, mailId);
  return viewAccountConsent(shop, email);
}
