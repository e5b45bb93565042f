import { createHash } from 'node:crypto';
import type { Entry } from './register.ts';

/** One test of a run. */
export interface TestOutcome {
  /** From the project's folder, with forward slashes. */
  readonly file: string;
  /** The words of its `describe` blocks, then its own. */
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
}

interface Sentence {
  readonly id: string;
  readonly text: string;
}

export interface Register {
  readonly sentences: readonly Sentence[];
  readonly entries: Readonly<Record<string, Entry>>;
  readonly comingAtMost: number;
  /** By sentence: what the owner answers for. */
  readonly ownerDuties: Readonly<Record<string, string>>;
}

/** `bound`: tests that passed prove it. `unbound`: nothing does, or what should has failed. */
export type Standing = 'bound' | 'owner' | 'coming' | 'unbound';

export interface JudgedSentence {
  readonly id: string;
  readonly standing: Standing;
  /** The names of the tests that carry it and passed. */
  readonly provedBy: readonly string[];
}

export interface Verdict {
  readonly sentences: readonly JudgedSentence[];
  /** A sentence of English for each thing that is wrong, with the id and what to do. */
  readonly failures: readonly string[];
}

/** The whole gate: the register against the policy, and the run's tests against the register. */
export function judgeRegister(register: Register, tests: readonly TestOutcome[]): Verdict {
  const carriers = new Map(register.sentences.map(({ id }) => [id, tests.filter(({ name }) => carries(name, id))]));
  const judged = register.sentences.map((sentence) => judge(register, sentence, carriers.get(sentence.id) ?? []));
  return {
    sentences: judged.map(({ failures: _, ...sentence }) => sentence),
    failures: [
      ...(tests.length === 0 ? ['The register looked at no test at all.'] : []),
      ...registerFailures(register),
      ...judged.flatMap(({ failures }) => failures),
      ...unknownIds(register, tests),
    ],
  };
}

/** What is wrong with the register before any test has run. */
export function registerFailures(register: Register): readonly string[] {
  const { sentences, entries, ownerDuties } = register;
  const known = new Set(sentences.map(({ id }) => id));
  return [
    ...(sentences.length === 0 ? ['The register looked at no sentence at all.'] : []),
    ...(known.size < sentences.length ? ['Two sentences of the policy have the same id.'] : []),
    ...sentences.flatMap((sentence) => wordsFailures(sentence, entries[sentence.id])),
    ...Object.keys(entries).flatMap((id) =>
      known.has(id) ? [] : [`${id} is in the register and not in the policy: take it out, or give the sentence back.`],
    ),
    ...Object.keys(ownerDuties).flatMap((id) =>
      known.has(id) ? [] : [`${id} is an owner's duty and no sentence of the policy.`],
    ),
    ...sentences.flatMap(({ id }) => ownerFailures(id, entries[id], ownerDuties[id])),
    ...ratchetFailures(register),
  ];
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** The ids that a test's name carries. A bracket holds an id when it has the shape of one: "[storage.lg_sid]". */
export function idsIn(name: string): readonly string[] {
  return [...name.matchAll(/\[([a-z][\w-]*\.[a-z][\w-]*)\]/gi)].map(([, id = '']) => id);
}

function carries(name: string, id: string): boolean {
  return idsIn(name).includes(id);
}

function wordsFailures({ id, text }: Sentence, entry: Entry | undefined): readonly string[] {
  const hash = hashOf(text);
  if (!entry) {
    return [`${id} is bound to nothing: register it with its hash, ${hash}, and what keeps it. It says: "${text}"`];
  }
  if (entry.hash === hash) return [];
  return [
    `${id} has changed: its hash was ${entry.hash} and is ${hash}. Look at what proves it, then register the new hash. It now says: "${text}"`,
  ];
}

function ownerFailures(id: string, entry: Entry | undefined, duty: string | undefined): readonly string[] {
  if (!entry) return [];
  const isOwners = 'keptBy' in entry;
  if (duty?.trim() === '')
    return [`${id} is an owner's duty without words: say in src/policy/owner-duties.ts what it is.`];
  if (isOwners && duty === undefined)
    return [`${id} is registered as the owner's and isn't in src/policy/owner-duties.ts.`];
  if (duty === undefined || !('comesWith' in entry)) return [];
  return [`${id} is an owner's duty and is registered as coming with ${entry.comesWith}: it can't be both.`];
}

function ratchetFailures({ entries, comingAtMost }: Register): readonly string[] {
  const coming = Object.values(entries).filter((entry) => 'comesWith' in entry).length;
  if (coming > comingAtMost) {
    return [
      `${coming} sentences wait for a feature and ${comingAtMost} may: the number only falls. Prove the new ones.`,
    ];
  }
  if (coming < comingAtMost) {
    return [`Only ${coming} sentences still wait for a feature: lower comingAtMost from ${comingAtMost} to ${coming}.`];
  }
  return [];
}

function judge(
  { entries }: Register,
  { id, text }: Sentence,
  carriers: readonly TestOutcome[],
): JudgedSentence & { readonly failures: readonly string[] } {
  const provedBy = carriers.filter(({ status }) => status === 'passed').map(({ name }) => name);
  const failures = carriers.flatMap(({ name, status }): string[] => {
    if (status === 'failed') return [`${id} is broken. "${text}" is what "${name}" should prove, and it failed.`];
    return status === 'skipped'
      ? [`${id} is carried by a test that was skipped: "${name}". A proof can't be skipped.`]
      : [];
  });
  const entry = entries[id];
  if (!entry) return { id, standing: 'unbound', provedBy, failures };
  if ('comesWith' in entry) return { id, standing: failures.length > 0 ? 'unbound' : 'coming', provedBy, failures };
  if ('keptBy' in entry) return { id, standing: failures.length > 0 ? 'unbound' : 'owner', provedBy, failures };
  const silent = entry.provedIn.filter((file) => !carriers.some((test) => test.file === file));
  failures.push(
    ...silent.map((file) => `${id} is bound to nothing in ${file}: no test there carries [${id}]. It says: "${text}"`),
  );
  return { id, standing: failures.length > 0 ? 'unbound' : 'bound', provedBy, failures };
}

function unknownIds({ sentences }: Register, tests: readonly TestOutcome[]): readonly string[] {
  const known = new Set(sentences.map(({ id }) => id));
  return tests.flatMap(({ name }) =>
    idsIn(name)
      .filter((id) => !known.has(id))
      .map((id) => `No sentence has the id ${id}, which "${name}" carries.`),
  );
}
