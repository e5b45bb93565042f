import { invalidRequest } from './errors.ts';

/** Parameters as Stripe's form encoding nests them; every leaf is text. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };
export type FormValues = { [name: string]: FormValue };

const maximumPairs = 5000;
const maximumDepth = 8;

type Branch = Map<string, Branch | string>;

/** Parses `a[b][0][c]=1&a[d][]=2` as Stripe's API does. Throws a 400 for keys that contradict each other. */
export function parseForm(encoded: string): FormValues {
  const root: Branch = new Map();
  let pairs = 0;
  for (const [key, value] of new URLSearchParams(encoded)) {
    pairs += 1;
    if (pairs > maximumPairs) throw invalidRequest('The request has too many parameters.');
    plant(root, segmentsOf(key), value, key);
  }
  const values: FormValues = Object.create(null);
  for (const [name, branch] of root) values[name] = harvest(branch);
  return values;
}

function segmentsOf(key: string): string[] {
  const bracket = key.indexOf('[');
  if (bracket === -1) return [key];
  const rest = key.slice(bracket);
  if (bracket === 0 || !/^(?:\[[^[\]]*\])+$/.test(rest))
    throw invalidRequest(`The parameter name ${key} is malformed.`);
  const segments = [key.slice(0, bracket), ...rest.slice(1, -1).split('][')];
  if (segments.length > maximumDepth) throw invalidRequest(`The parameter ${key} is nested too deeply.`);
  return segments;
}

function plant(root: Branch, segments: readonly string[], value: string, key: string): void {
  let branch = root;
  for (const [depth, segment] of segments.entries()) {
    const name = segment === '' ? String(branch.size) : segment;
    const existing = branch.get(name);
    if (depth === segments.length - 1) {
      if (existing instanceof Map)
        throw invalidRequest(`The parameter ${key} is both a value and an object.`, { param: key });
      branch.set(name, value);
      return;
    }
    if (typeof existing === 'string') {
      throw invalidRequest(`The parameter ${key} is both a value and an object.`, { param: key });
    }
    const next: Branch = existing ?? new Map();
    branch.set(name, next);
    branch = next;
  }
}

function harvest(branch: Branch | string): FormValue {
  if (typeof branch === 'string') return branch;
  const isList = [...branch.keys()].every((name, index) => name === String(index));
  if (isList) return [...branch.values()].map(harvest);
  const values: FormValues = Object.create(null);
  for (const [name, value] of branch) values[name] = harvest(value);
  return values;
}

/** One text for the same parameters in any order: what idempotency compares. */
export function canonicalForm(encoded: string): string {
  return [...new URLSearchParams(encoded)]
    .map(([key, value]) => JSON.stringify([key, value]))
    .sort()
    .join('\n');
}
