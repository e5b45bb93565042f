import type { JudgedSentence, Register, Standing } from './judge-register.ts';

const lineWidth = 110;

/** The table at the end of `npm test`: how the sentences stand, then each by its id. */
export function printRegister({ entries, ownerDuties }: Register, sentences: readonly JudgedSentence[]): string {
  const standing = (which: Standing) => sentences.filter((sentence) => sentence.standing === which);
  const tests = new Set(sentences.flatMap(({ provedBy }) => provedBy)).size;
  const alsoOwners = standing('bound').filter(({ id }) => ownerDuties[id] !== undefined);
  const shared = alsoOwners.length > 0 ? `; for ${alsoOwners.length} of them the owner answers too` : '';
  const counts: readonly (readonly [string, number, string])[] = [
    ['sentences', sentences.length, 'in the privacy policy'],
    ['bound', standing('bound').length, `proved by ${tests} tests of this run${shared}`],
    ["owner's duties", standing('owner').length, 'no program can keep them'],
    ['coming', standing('coming').length, 'with a feature that is being built'],
    ['unbound', standing('unbound').length, 'proved by nothing'],
  ];
  return [
    ...counts.map(([name, count, meaning]) => `${name.padEnd(15)}${String(count).padStart(4)}   ${meaning}`),
    ...section('Bound, with the number of tests', [
      wrap(standing('bound').map(({ id, provedBy }) => `${id} (${provedBy.length})`)),
    ]),
    ...section(
      "The owner's duties",
      [...standing('owner'), ...alsoOwners].map(({ id }) => `${id}: ${ownerDuties[id]}`),
    ),
    ...section('Coming', comingByFeature(entries, standing('coming'))),
    ...section('Unbound', [wrap(standing('unbound').map(({ id }) => id))]),
  ].join('\n');
}

/** For whoever asks which test proves a sentence: all of them, by name. */
export function listProofs(sentences: readonly JudgedSentence[]): string {
  return sentences
    .map(({ id, standing, provedBy }) => [`${id}: ${standing}`, ...provedBy.map((name) => `  ${name}`)].join('\n'))
    .join('\n');
}

function comingByFeature(entries: Register['entries'], coming: readonly JudgedSentence[]): readonly string[] {
  const byFeature = new Map<string, string[]>();
  for (const { id } of coming) {
    const entry = entries[id];
    if (!entry || !('comesWith' in entry)) continue;
    byFeature.set(entry.comesWith, [...(byFeature.get(entry.comesWith) ?? []), id]);
  }
  return [...byFeature].map(([feature, ids]) => wrap([`with ${feature} (${ids.length}):`, ...ids]));
}

function section(title: string, lines: readonly string[]): readonly string[] {
  const written = lines.filter((line) => line !== '');
  return written.length === 0 ? [] : ['', title, ...written.map((line) => `  ${line}`)];
}

function wrap(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 2 > lineWidth) lines.push(word);
    else lines[lines.length - 1] = `${last}  ${word}`;
  }
  return lines.join('\n  ');
}
