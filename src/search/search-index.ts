import { mistypedBeginning, mistypedKeys } from './distance.ts';
import type { Entry } from './entry.ts';
import { isWithoutSpaces, wordsOf } from './words.ts';

/**
 * The search itself: an index of words that grows with each file that has come, and answers from memory. A word of
 * the question counts as the whole of a word, as its beginning, as a part of it, or, where nothing has it so, as one
 * that was mistyped.
 */

/** By where a word stands. The title says most. */
const weights = { title: 8, label: 4, text: 1 } as const;
type Place = keyof typeof weights;

/** By how a word of the question meets one of the index. */
const closeness = { same: 1, beginning: 0.7, part: 0.3, mistyped: 0.5 } as const;

/** Too short for a part of a word to mean anything. */
const shortestPart = 4;

/** The entries that have a word, by their number, each with the weight of the best place. */
type Postings = Map<number, number>;

/** The entries that a word of the question meets: where, and how well. */
type Meetings = Map<number, { readonly weight: number; readonly close: number }>;

export class SearchIndex {
  readonly #entries: Entry[] = [];
  readonly #words = new Map<string, Postings>();

  get size(): number {
    return this.#entries.length;
  }

  add(entries: readonly Entry[]): void {
    for (const entry of entries) {
      const number = this.#entries.push(entry) - 1;
      for (const place of Object.keys(weights) as Place[]) this.#addWords(entry[place], number, weights[place]);
    }
  }

  /** The best first, those alike in the order in which they were added; all that have as much of the question. */
  find(question: string): readonly Entry[] {
    const terms = [...new Set(wordsOf(question))];
    const scores = new Map<number, { covered: number; score: number }>();
    for (const term of terms) {
      const met = this.#meet(term);
      // A word that few entries have says more than one that all have.
      const rarity = Math.log(1 + this.#entries.length / Math.max(1, met.size));
      for (const [number, { weight, close }] of met) {
        const { covered, score } = scores.get(number) ?? { covered: 0, score: 0 };
        // Earrings have a ring in their name, and are none.
        const isPart = close === closeness.part;
        scores.set(number, { covered: covered + (isPart ? 0 : rarity), score: score + rarity * weight * close });
      }
    }
    const most = Math.max(0, ...[...scores.values()].map(({ covered }) => covered));
    return [...scores]
      .filter(([, { covered }]) => covered >= most - 1e-9)
      .sort(([one, { score: ofOne }], [other, { score: ofOther }]) => ofOther - ofOne || one - other)
      .flatMap(([number]) => this.#entries[number] ?? []);
  }

  #addWords(text: string, number: number, weight: number): void {
    for (const word of wordsOf(text)) {
      let postings = this.#words.get(word);
      if (!postings) {
        postings = new Map();
        this.#words.set(word, postings);
      }
      if ((postings.get(number) ?? 0) < weight) postings.set(number, weight);
    }
  }

  /** The entries that have the term, each with the weight of its best meeting. */
  #meet(term: string): Meetings {
    const met: Meetings = new Map();
    for (const [word, postings] of this.#words) collect(met, postings, closenessOf(term, word));
    if (met.size > 0 || isWithoutSpaces(term)) return met;
    const most = mistakesAllowed(term);
    if (most === 0) return met;
    for (const [word, postings] of this.#words) collect(met, postings, closenessOfMistyped(term, word, most));
    return met;
  }
}

function collect(met: Meetings, postings: Postings, close: number): void {
  if (close === 0) return;
  for (const [number, weight] of postings) {
    const known = met.get(number);
    if (!known || known.weight * known.close < weight * close) met.set(number, { weight, close });
  }
}

function closenessOf(term: string, word: string): number {
  const place = word.indexOf(term);
  if (place < 0) return 0;
  if (place > 0) return term.length >= shortestPart || isWithoutSpaces(term) ? closeness.part : 0;
  return word === term ? closeness.same : closeness.beginning;
}

function closenessOfMistyped(term: string, word: string, most: number): number {
  const mistakes = mistypedKeys(term, word, most);
  if (mistakes <= most) return closeness.mistyped / mistakes;
  // Whoever is still typing has the beginning right but for one key.
  return mistypedBeginning(term, word, 1) <= 1 ? closeness.mistyped / (most + 1) : 0;
}

/** A short word with a letter changed is another word. */
function mistakesAllowed({ length }: string): number {
  if (length < 4) return 0;
  return length < 7 ? 1 : 2;
}
