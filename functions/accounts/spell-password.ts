import { maxPasswordLength } from '../../src/api/password-length.ts';

/** NFC makes one character of four at most, and each may take two units of a JavaScript string. */
const mostUnits = maxPasswordLength * 4 * 2;

/**
 * The password in one spelling (NFC): an é is one character on one keyboard and two on
 * another, and opens the same account. Undefined when it is longer than allowed; one that
 * is far longer is not even read.
 */
export function spellPassword(password: string): string | undefined {
  if (password.length > mostUnits) return undefined;
  const spelled = password.normalize('NFC');
  return countCharacters(spelled) <= maxPasswordLength ? spelled : undefined;
}

/** Code points: a letter outside the first plane is one character, not two. */
export function countCharacters(text: string): number {
  return [...text].length;
}
