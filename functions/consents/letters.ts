import { dayInWords } from '../../src/api/day-in-words.ts';
import { paths } from '../../src/paths.ts';
import { retention } from '../../src/policy/retention.ts';
import { contacts } from '../../src/policy/rights.ts';
import { durationInWords } from '../../src/words/duration-in-words.ts';
import { say } from '../../src/words/say.ts';
import { codeOfLink, tokenOfLink } from '../links/one-time-link.ts';
import { selectLink } from '../links/queries.ts';
import { composeLetter, type Letter, type LetterPart } from '../mail/letter.ts';
import type { OutboxRow } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import { circumstancesOf, isNotToBeAsked } from './ask-for-consent.ts';
import { oneClickAddress, signPreferencesLink } from './consent-links.ts';
import { type Consent, selectConsentOf, selectWish } from './queries.ts';
import { viewOfAsking } from './view-consent.ts';

/** Both answer somebody who asked for them, so neither has the headers of a letter of marketing. */

/** Asks the mailbox whether the wish is its own. Not sent where that has become moot since. */
export async function confirmWishLetter(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const link = await selectLink(shop.database, row.subject_id);
  const wish = link && (await selectWish(shop.database, link.subject_id));
  if (!link || !wish || isNotToBeAsked(await circumstancesOf(shop, row.email, wish.asked_at))) return undefined;
  const kept = durationInWords(retention['unconfirmed-consent'].keep);
  return composeLetter({
    subject: say`Do you want to hear from us?`,
    parts: [
      said(say`On ${dayInWords(wish.asked_at)} this was ticked for your address, in ${viewOfAsking(wish).where}:`),
      { kind: 'lines', lines: [viewOfAsking(wish).wording] },
      said(say`It holds only once you say so from this mailbox.`),
      {
        kind: 'act',
        label: say`Confirm it`,
        address: address(shop, paths.confirmWish(await tokenOfLink(shop, link.id))),
        note: say`The link works once, and for a day.`,
      },
      leads(say`If the link does not open, type your address and this code here:`, address(shop, paths.preferences())),
      { kind: 'code', label: say`Code:`, code: await codeOfLink(shop, link.id) },
      said(
        say`If it was not you, or you have changed your mind, there is nothing to do. Nothing is sent to you, and the wish is deleted after ${kept}.`,
      ),
      questions(),
    ],
  });
}

/** The way to the preferences page; or, told to the mailbox alone, that there is nothing to be shown. */
export async function preferencesLinkLetter(shop: Shop, row: OutboxRow): Promise<Letter> {
  const consent = await selectConsentOf(shop.database, row.email);
  return composeLetter({
    subject: say`What you hear from us`,
    parts: [
      said(say`Somebody, we hope you, asked for this letter on our page.`),
      ...(consent ? await wayToPreferences(shop, consent) : nothingAgreed()),
      questions(),
    ],
  });
}

async function wayToPreferences(shop: Shop, consent: Consent): Promise<LetterPart[]> {
  return [
    {
      kind: 'act',
      label: say`See what you agreed to`,
      address: address(shop, paths.preferences(await signPreferencesLink(shop, consent.id))),
      note: say`There you can take it back with one press. Whoever has this link can do the same, so keep it to yourself.`,
    },
    leads(say`Without JavaScript, take it back here:`, await oneClickAddress(shop, consent.id)),
  ];
}

function nothingAgreed(): LetterPart[] {
  return [
    said(say`There is nothing to show: nobody has agreed to hear from us with this address, so nothing is sent to it.`),
    said(say`Letters about an order, an account or a request of yours come without it.`),
  ];
}

function questions(): LetterPart {
  return said(say`Questions about your data: ${contacts.privacyEmail}`);
}

function said(words: string): LetterPart {
  return { kind: 'paragraph', words };
}

function leads(words: string, target: string): LetterPart {
  return { kind: 'paragraph', words: `${words} ${target}`, address: target };
}

function address(shop: Shop, path: string): string {
  return new URL(path, shop.config.siteOrigin).href;
}
