import { nearest } from '../nearest.ts';

interface Reference {
  /** Who names it: 'The purpose "marketing"'. */
  readonly by: string;
  /** What it should be: 'category'. */
  readonly kind: string;
  readonly name: string;
  readonly known: readonly string[];
  /** Where such a thing is declared: 'categories.ts'. */
  readonly file: string;
}

/** The sentence for a name that nothing was declared under; none when it is declared. */
export function unknownName({ by, kind, name, known, file }: Reference): readonly string[] {
  if (known.includes(name)) return [];
  const near = nearest(name, known);
  const hint = near ? `Did you mean "${near}"?` : `Known are: ${known.join(', ')}.`;
  return [`${by} names the ${kind} "${name}", which src/policy/${file} does not declare. ${hint}`];
}

/** What stands more than once in a list, each once. */
export function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, place) => names.indexOf(name) !== place))];
}
