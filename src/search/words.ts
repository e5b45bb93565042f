/**
 * How a text becomes the words that the search compares. Pages and questions go through the same: marks and capitals
 * fall away, so that "etrier" finds "Étrier". Chinese and Japanese write no spaces: there each pair of neighbouring
 * characters counts as a word.
 */

const runs = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u30fc]+|[\p{L}\p{N}]+/gu;
const withoutSpaces = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u30fc]/u;

/** "Jardin d'hiver" to jardin, d, hiver; "黒い鞄" to 黒い, い鞄. In the order of the text, repeated as it repeats. */
export function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(runs) ?? []).flatMap((run) => (withoutSpaces.test(run) ? pairsOf(run) : [run]));
}

/** A single character is a word of its own: 鞄 finds every pair that begins with it. */
function pairsOf(run: string): readonly string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, place) => `${characters[place]}${character}`);
}

/** Whether a word is written in a script whose mistakes are not those of letters. */
export function isWithoutSpaces(word: string): boolean {
  return withoutSpaces.test(word);
}
