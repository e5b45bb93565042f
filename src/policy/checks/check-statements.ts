import type { Declared } from '../policy-schema.ts';
import { unknownName } from './unknown-name.ts';

/** What speaks of a sentence speaks of one that stands in the text, and both lists of storage keys are one. */
export function checkStatements(declared: Declared): readonly string[] {
  const ids = declared.statements.map(({ id }) => id);
  return [
    ...Object.keys(declared.ownerDuties).flatMap((name) =>
      unknownName({ by: 'An owner’s duty', kind: 'statement', name, known: ids, file: 'document.ts' }),
    ),
    ...mistakesOfStorage(declared),
  ];
}

function mistakesOfStorage({ storageKeys, storeOfKey }: Declared): readonly string[] {
  const declaredNames = storageKeys.map(({ name }) => name);
  return [
    ...Object.keys(storeOfKey)
      .filter((key) => !declaredNames.includes(key))
      .map((key) => `storeOfKey has "${key}" without words. Add it to storageKeys in src/policy/storage-keys.ts.`),
    ...storageKeys
      .filter(({ name, store }) => storeOfKey[name] !== store)
      .map(
        ({ name, store }) =>
          `The storage key "${name}" is declared in ${store}, and storeOfKey says ${storeOfKey[name] ?? 'nothing'}. ` +
          'Make them one in src/policy/storage-keys.ts.',
      ),
  ];
}
