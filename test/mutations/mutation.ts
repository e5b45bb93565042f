/** One way to break the policy, and the check that must notice. */
export interface Mutation {
  /** What somebody has done: "An order's retention is 8 years". */
  readonly name: string;
  /** The sentences that this makes untrue; the check must name one of them, by its id or its words. */
  readonly breaks: readonly [string, ...string[]];
  readonly edits: readonly [Edit, ...Edit[]];
  readonly check: Check;
}

export type Edit =
  /** `find` stands in the file exactly once: a mutation whose place has moved is noticed, not passed over. */
  | { readonly file: string; readonly find: string; readonly replace: string }
  /** A file that isn't there yet. */
  | { readonly file: string; readonly text: string };

export interface Check {
  /**
   * `unit`: a unit test. `worker` and `journeys`: a test of the built shop, made anew unless `asBuilt`.
   * `register`: the gate at the end of `npm test`, on the report of a unit test.
   */
  readonly kind: 'unit' | 'worker' | 'journeys' | 'register';
  /** The test's file. */
  readonly file: string;
  /** Of that file only the tests whose names match. */
  readonly only?: string;
  /** The check reads by itself what is mutated, and not from the build: a migration, an act that it imports. */
  readonly asBuilt?: true;
}

/** Those whose check needs neither a build nor a browser: quick enough for every run of `npm test`. */
export function isQuick({ check }: Mutation): boolean {
  return check.kind === 'unit' || check.kind === 'register';
}

/** The file's text with the edit made, or why it can't be. */
export function applyEdit(
  edit: Edit,
  text: string | undefined,
): { readonly text: string } | { readonly fault: string } {
  if ('text' in edit) return text === undefined ? { text: edit.text } : { fault: `${edit.file} is there already` };
  if (text === undefined) return { fault: `${edit.file} isn't there` };
  const times = text.split(edit.find).length - 1;
  if (times !== 1) return { fault: `${edit.file} has ${times} times, and not once: ${edit.find}` };
  return { text: text.replace(edit.find, () => edit.replace) };
}
