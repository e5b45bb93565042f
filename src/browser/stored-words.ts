/** What each declared key holds, in plain words, from the text that is stored; null stands for nothing. */

import { countPieces } from '../bag/change-bag.ts';
import { readBagText } from '../bag/read-bag.ts';
import { currencyName } from '../catalog/currency-names.ts';
import { houseCurrency, isCurrency } from '../catalog/money.ts';
import type { StorageKey } from '../policy/storage-keys.ts';
import { inSentence } from '../words/in-sentence.ts';
import { locale } from '../words/language.ts';
import { plural, say } from '../words/say.ts';
import { isAccountObjection, isObjection } from './objection.ts';
import { endOf, readVisit } from './page-views/read-visit.ts';

export const wordsOf: Readonly<Record<StorageKey, (text: string | null) => string>> = {
  luxevault_cart: bagInWords,
  lg_session: (text) => {
    if (text === null) return say`Nothing: you are not signed in`;
    return isAccountObjection(text)
      ? say`A random key, by which the shop knows that you are signed in, and the word “objected”: you are not counted`
      : say`A random key, by which the shop knows that you are signed in`;
  },
  lg_sid: (text) => {
    if (text === null) return say`Nothing: this tab has not been counted`;
    return isObjection(text) ? say`The word “objected”: this tab is not counted` : visitInWords(text);
  },
  lg_currency: (text) => {
    if (text === null) return say`Nothing: prices are in the house’s own, ${inSentence(currencyName(houseCurrency))}`;
    return isCurrency(text) ? currencyName(text) : say`Something that is no currency of ours; we do not use it`;
  },
};

/** "A random number, by which …: since 14:02, last used at 14:31, of no use after 15:01" */
function visitInWords(text: string): string {
  const visit = readVisit(text);
  if (!visit) return say`Something that is no number of ours; we do not use it`;
  if (endOf(visit) <= Date.now()) return say`A random number of a visit that is over; it is not used again`;
  const [started, last, end] = [visit.started, visit.last, endOf(visit)].map((time) => clock.format(time));
  return say`A random number, by which the pages that you see in this tab are told to be one visit: since ${started ?? ''}, last used at ${last ?? ''}, of no use after ${end ?? ''}`;
}

const clock = new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' });

/** "2 pieces, delivery to France (dhl-express)" */
function bagInWords(text: string | null): string {
  if (text === null) return say`Nothing: your bag is empty`;
  const { bag, state } = readBagText(text);
  if (state === 'emptied') return say`Something that is no bag of ours; we do not use it`;
  return new Intl.ListFormat(locale(), { type: 'unit' }).format([
    pieces(countPieces(bag)),
    ...(bag.country ? [deliveryInWords(bag.country, bag.delivery)] : []),
    ...(bag.giftWrap ? [say`wrapped as a gift`] : []),
    ...(bag.giftMessage ? [say`a gift message`] : []),
    ...(bag.checkout ? [say`the link to a payment that is not made yet`] : []),
  ]);
}

/** An option is told by the word that is stored for it. */
function deliveryInWords(country: string, option: string | undefined): string {
  return option ? say`delivery to ${nameOf(country)} (${option})` : say`delivery to ${nameOf(country)}`;
}

function pieces(count: number): string {
  return plural('{1} piece', '{1} pieces', count);
}

/** The delivery table has this too, and weighs more than this page's whole script. */
function nameOf(country: string): string {
  return new Intl.DisplayNames(locale(), { type: 'region', fallback: 'code' }).of(country) ?? country;
}
