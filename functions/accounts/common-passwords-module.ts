import listed from '@zxcvbn-ts/language-common/src/passwords.json' with { type: 'json' };
import { minPasswordLength } from '../../src/api/password-length.ts';

/** Of the shorter ones, the most common make up the passwords that people lengthen. The list is in order of use. */
const shorterOnes = 20_000;

const name = 'house:common-passwords';

/**
 * For the build: gives the Worker the passwords that many people use as
 * `house:common-passwords`, in lower case, with spaces between. They are those of
 * zxcvbn-ts (MIT licence), a part of them: the whole list would more than double the
 * Worker. Sorted, they compress better.
 */
export function commonPasswordsModule() {
  return {
    name,
    resolveId: (id: string) => (id === name ? `\0${name}` : undefined),
    load: (id: string) => (id === `\0${name}` ? `export default ${JSON.stringify(commonPasswords())};` : undefined),
  };
}

function commonPasswords(): string {
  return listed
    .filter((password, place) => place < shorterOnes || password.length >= minPasswordLength)
    .toSorted()
    .join(' ');
}
