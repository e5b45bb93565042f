import { declarations } from '../../src/policy/policy.ts';

type Step = string | number;

/** A copy of the declarations that differs in one place; `undefined` takes the place out. */
export function wrongCopy(path: readonly Step[], value: unknown): unknown {
  return changed(structuredClone<unknown>(declarations), path, value);
}

/** The same, adding to the list that stands there. */
export function copyWithMore(path: readonly Step[], more: unknown): unknown {
  const list = path.reduce<unknown>((place, step) => (isHolder(place) ? place[step] : undefined), declarations);
  if (!Array.isArray(list)) throw new Error(`There is no list at ${path.join('.')}.`);
  return wrongCopy(path, [...list, more]);
}

function changed(copy: unknown, path: readonly Step[], value: unknown): unknown {
  const holder = path.slice(0, -1).reduce<unknown>((place, step) => (isHolder(place) ? place[step] : undefined), copy);
  const last = path.at(-1);
  if (!isHolder(holder) || last === undefined) throw new Error(`There is nothing at ${path.join('.')}.`);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

function isHolder(place: unknown): place is Record<Step, unknown> {
  return typeof place === 'object' && place !== null;
}
