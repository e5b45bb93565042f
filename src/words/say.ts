/**
 * What the shop says, written in English where it is said and looked up in the language of the page:
 *
 *     say`${left} characters left`
 *     plural('{1} piece', '{1} pieces', count)
 *     const title = phrase`Your bag`; … say(title)
 *
 * The phrase with its places for values ("{1} characters left") is the key of src/words/<language>/. Which phrases
 * there are is read from the source (read-phrases.ts), so each stands in the source whole.
 */
import { language, locale, words } from './language.ts';

declare const isPhrase: unique symbol;

/** English words that are looked up when they are said. */
export type Phrase = string & { readonly [isPhrase]: true };

type Value = string | number;

/** Notes a phrase for later: it is made once, before anybody knows in which language it will be said. */
export function phrase(text: TemplateStringsArray, ...none: readonly never[]): Phrase {
  return keyOf(text) as Phrase & typeof none;
}

/** Words that were noted elsewhere, or that somebody wrote: said in the language that is spoken where it knows them. */
export function sayKnown(text: string): string {
  return say(text as Phrase);
}

export function say(text: TemplateStringsArray | Phrase, ...values: readonly Value[]): string {
  const key = typeof text === 'string' ? text : keyOf(text);
  const said = words()[key] || key;
  return fill(typeof said === 'string' ? said : (said.other ?? key), values);
}

/**
 * @param one, other the English phrase where the number is one, and for every other; {1} is the number
 * @param more what stands at {2} and after
 */
export function plural(one: string, other: string, count: number, ...more: readonly Value[]): string {
  const values = [count, ...more];
  if (language() === 'en') return fill(count === 1 ? one : other, values);
  const said = words()[other] ?? other;
  const form = typeof said === 'string' ? said : (said[new Intl.PluralRules(locale()).select(count)] ?? said.other);
  return fill(form ?? other, values);
}

function keyOf(parts: TemplateStringsArray): string {
  return parts.reduce((text, part, place) => `${text}{${place}}${part}`).replace(/\s+/g, ' ');
}

function fill(text: string, values: readonly Value[]): string {
  return text.replace(/\{(\d)\}/g, (_, place: string) => String(values[Number(place) - 1]));
}
