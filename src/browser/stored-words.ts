/** What each declared key holds, in plain words, from the text that is stored; null stands for nothing. */

import { countPieces } from '../bag/change-bag.ts';
import { readBagText } from '../bag/read-bag.ts';
import { currencyNames, houseCurrency, isCurrency } from '../catalog/money.ts';
import type { StorageKey } from '../policy/storage-keys.ts';
import { isAccountObjection, isObjection } from './objection.ts';

export const wordsOf: Readonly<Record<StorageKey, (text: string | null) => string>> = {
  luxevault_cart: bagInWords,
  lg_session: (text) => {
    if (text === null) return 'Nothing: you are not signed in';
    const token = 'A random key, by which the shop knows that you are signed in';
    return isAccountObjection(text) ? `${token}, and the word “objected”: you are not counted` : token;
  },
  lg_sid: (text) => {
    if (text === null) return 'Nothing: this tab has not been counted';
    return isObjection(text)
      ? 'The word “objected”: this tab is not counted'
      : 'A random number, until you close this tab';
  },
  lg_currency: (text) => {
    if (text === null) return `Nothing: prices are in the house’s own, ${currencyNames[houseCurrency].toLowerCase()}`;
    return isCurrency(text) ? currencyNames[text] : 'Something that is no currency of ours; we do not use it';
  },
};

/** "Two pieces, delivery to France" */
function bagInWords(text: string | null): string {
  if (text === null) return 'Nothing: your bag is empty';
  const { bag, state } = readBagText(text);
  if (state === 'emptied') return 'Something that is no bag of ours; we do not use it';
  return [
    pieces(countPieces(bag)),
    ...(bag.country ? [`delivery to ${nameOf(bag.country)}${bag.delivery ? ` (${bag.delivery})` : ''}`] : []),
    ...(bag.giftWrap ? ['wrapped as a gift'] : []),
    ...(bag.giftMessage ? ['a gift message'] : []),
    ...(bag.checkout ? ['the link to a payment that is not made yet'] : []),
  ].join(', ');
}

const numbers = [
  'No',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
];

function pieces(count: number): string {
  return `${numbers[count] ?? count} ${count === 1 ? 'piece' : 'pieces'}`;
}

/** The delivery table has this too, and weighs more than this page's whole script. */
function nameOf(country: string): string {
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }).of(country) ?? country;
}
