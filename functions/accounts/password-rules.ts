import common from 'house:common-passwords';
import { maxPasswordLength, minPasswordLength } from '../../src/api/password-length.ts';
import { contacts } from '../../src/policy/rights.ts';
import { say } from '../../src/words/say.ts';
import { countCharacters, spellPassword } from './spell-password.ts';

/** Why a password is not taken, with the sentence for who chose it. */
export interface PasswordFault {
  readonly code: 'too-short' | 'too-long' | 'repeated' | 'sequence' | 'own-name' | 'common';
  readonly sentence: string;
}

/** Whoever knows these tries them first. */
export interface PasswordOwner {
  readonly email: string;
  readonly username: string;
}

const sentences: Readonly<Record<PasswordFault['code'], () => string>> = {
  'too-short': () =>
    say`A password has ${minPasswordLength} characters or more. A few words that don’t belong together are easy to keep in mind.`,
  'too-long': () => say`A password has ${maxPasswordLength} characters at most.`,
  repeated: () => say`This password says the same thing over and over, which is soon guessed. Choose another one.`,
  sequence: () => say`This password follows the alphabet or the keyboard, which is soon guessed. Choose another one.`,
  'own-name': () =>
    say`This password is made of your name, your e-mail address or our name, which is soon guessed. Choose another one.`,
  common: () =>
    say`Many people use this password, or nearly this one, so it is among the first to be guessed. Choose another one.`,
};

/** So few figures and signs around a word hide nothing: "Password2026!". */
const mostFiller = 5;
/** A piece of this length or shorter, said again and again, makes no password whatever it is. */
const longestBeat = 4;
/** A shorter name is in every other word. */
const shortestName = 3;

/** Keys and letters in their order. From the last one it goes on with the first. */
const rows = [
  '1234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertzuiopasdfghjklyxcvbnm',
];

/**
 * Undefined where the password may be taken. No kind of character is demanded or
 * forbidden; refused is what is tried first (NIST SP 800-63B-4, 3.1.1.2).
 */
export function judgePassword(password: string, owner: PasswordOwner): PasswordFault | undefined {
  const code = faultOf(password, owner);
  return code && { code, sentence: sentences[code]() };
}

function faultOf(password: string, owner: PasswordOwner): PasswordFault['code'] | undefined {
  const spelled = spellPassword(password);
  if (spelled === undefined) return 'too-long';
  if (countCharacters(spelled) < minPasswordLength) return 'too-short';
  const text = spelled.toLowerCase();
  const cores = coresOf(text);
  if (cores.some(isSequence)) return 'sequence';
  if (cores.some(isRepeated)) return 'repeated';
  if (isMadeOfNames(text, owner)) return 'own-name';
  return cores.some(isMadeOfCommonOnes) ? 'common' : undefined;
}

/** The text, and what is left of it without a few figures and signs at its ends. */
function coresOf(text: string): readonly string[] {
  const cores = new Set([text]);
  for (let taken = 0; taken < mostFiller; taken += 1) {
    for (const core of [...cores]) cores.add(core.replace(/^\P{L}/u, '')).add(core.replace(/\P{L}$/u, ''));
  }
  return [...cores];
}

function isSequence(text: string): boolean {
  return rows.some((row) => isAlong(row, text));
}

/** Whether the whole text goes along the row, forwards or backwards; it may stay on a key for a while. */
function isAlong(row: string, text: string): boolean {
  const places = Array.from(text, (character) => row.indexOf(character));
  if (places.includes(-1)) return false;
  const steps = places.slice(1).map((place, index) => (place - (places[index] ?? 0) + row.length) % row.length);
  const moves = new Set(steps.filter((step) => step !== 0));
  return moves.size === 1 && (moves.has(1) || moves.has(row.length - 1));
}

/** A short beat or a common password again and again; the last time it may break off. */
function isRepeated(text: string): boolean {
  for (let beat = 1; beat < text.length; beat += 1) {
    if (text.startsWith(text.slice(beat))) return beat <= longestBeat || isCommon(text.slice(0, beat));
  }
  return false;
}

/** Whether next to nothing is left when the person's and the house's names are taken out. */
function isMadeOfNames(text: string, { email, username }: PasswordOwner): boolean {
  const names = [contacts.controller, email, username].flatMap(namesIn);
  const longestFirst = names.toSorted((one, other) => other.length - one.length);
  const bare = bareOf(text);
  const rest = longestFirst.reduce((left, name) => left.replaceAll(name, ''), bare);
  return rest !== bare && (isFiller(rest) || isCommon(rest));
}

/** The whole and its parts: "ada.lovelace@example.com" has adalovelaceexamplecom, ada, lovelace, example and com. */
function namesIn(text: string): readonly string[] {
  const folded = text.normalize('NFC').toLowerCase();
  const names = [folded, ...folded.split(notBare)].map(bareOf);
  return names.filter((name) => countCharacters(name) >= shortestName);
}

const notBare = /[^\p{L}\p{M}\p{N}]+/gu;

function bareOf(text: string): string {
  return text.replaceAll(notBare, '');
}

function isFiller(text: string): boolean {
  return text.length <= mostFiller && !/\p{L}/u.test(text);
}

/** A common password, or two of them. */
function isMadeOfCommonOnes(text: string): boolean {
  if (isCommon(text)) return true;
  return Array.from(text, (_, cut) => cut).some((cut) => isCommon(text.slice(0, cut)) && isCommon(text.slice(cut)));
}

let commonOnes: ReadonlySet<string> | undefined;

function isCommon(text: string): boolean {
  commonOnes ??= new Set(common.split(' '));
  return commonOnes.has(text);
}
