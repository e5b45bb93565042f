/**
 * What people call things, beside what the house calls them: added to whatever has the word on the left. One list for
 * each language; the words of the catalogue and of the pages need none.
 */
export const otherWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: {
    jewellery: 'jewelry',
    colour: 'color',
    grey: 'gray',
    ring: 'engagement wedding',
    pendant: 'necklace',
    bangle: 'bracelet cuff',
    earrings: 'ear studs',
    watch: 'timepiece wristwatch',
    handbag: 'purse bag',
    case: 'wallet cardholder',
    trunk: 'suitcase luggage box',
    scarf: 'foulard shawl',
    perfume: 'parfum fragrance scent',
    throw: 'blanket plaid',
    sunglasses: 'glasses eyewear shades',
    decanter: 'carafe whisky glasses',
    pen: 'stylo',
    candle: 'bougie',
    returns: 'return refund send back exchange',
    delivery: 'shipping shipment postage courier',
    customs: 'duty duties import tax',
    data: 'gdpr',
    contact: 'phone telephone email help',
    payment: 'pay card invoice',
  },
};

/** The other words for what a text names. */
export function otherWordsFor(words: readonly string[], language: string): string {
  const known = otherWords[language] ?? {};
  return [...new Set(words)].flatMap((word) => (Object.hasOwn(known, word) ? (known[word] ?? []) : [])).join(' ');
}
