import Argon2, { Argon2Type } from '@phi-ag/argon2';
import compiled from '@phi-ag/argon2/argon2.wasm';
import { minPasswordLength } from '../../src/api/password-length.ts';
import { countCharacters, spellPassword } from './spell-password.ts';

/**
 * argon2id with the parameters of OWASP's Password Storage Cheat Sheet: 19 MiB, two
 * passes, one lane. A Worker has 128 MB and one thread, so more of either buys nothing.
 */
const today = { memoryKibibytes: 19_456, passes: 2, lanes: 1, saltBytes: 16, hashBytes: 32 } as const;

/** A PHC string of argon2id: what the database keeps of a password. */
const encodedPattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Of today's parameters, and of no password: a hash of nothing but zeros. */
const nobody =
  `$argon2id$v=19$m=${today.memoryKibibytes},t=${today.passes},p=${today.lanes}` +
  `$${'A'.repeat(base64Length(today.saltBytes))}$${'A'.repeat(base64Length(today.hashBytes))}`;

const mismatch = 'The password does not match the supplied hash';

/** Throws when the password is shorter or longer than `judgePassword` lets through. */
export async function hashPassword(password: string): Promise<string> {
  const spelled = spellPassword(password);
  if (spelled === undefined || countCharacters(spelled) < minPasswordLength) {
    throw new RangeError('A password of this length is not hashed');
  }
  const { encoded } = argon2().hash(asBytes(spelled), {
    type: Argon2Type.Argon2id,
    memoryCost: today.memoryKibibytes,
    timeCost: today.passes,
    parallelism: today.lanes,
    hashLength: today.hashBytes,
    salt: crypto.getRandomValues(new Uint8Array(today.saltBytes)),
  });
  return encoded;
}

/**
 * Whether this is the password that was hashed; compared in constant time. One that is
 * too long to be anybody's costs nothing. Throws when `encoded` is no hash of ours.
 */
export async function verifyPassword(encoded: string, password: string): Promise<boolean> {
  const spelled = spellPassword(password);
  if (spelled === undefined) return false;
  const { success, error } = argon2().tryVerify(encoded, asBytes(spelled), Argon2Type.Argon2id);
  if (!success && error !== mismatch) throw new Error(`A stored hash could not be read: ${error}`);
  return success;
}

/** The work of a verification where there is no account, so that its time doesn't tell. */
export async function verifyAgainstNobody(password: string): Promise<false> {
  await verifyPassword(nobody, password);
  return false;
}

/** Whether a hash is weaker than one made today, or none of ours: hash again while the password is at hand. */
export function needsUpgrade(encoded: string): boolean {
  const [, memory, passes, salt = '', hash = ''] = encodedPattern.exec(encoded) ?? [];
  return !(
    Number(memory) >= today.memoryKibibytes &&
    Number(passes) >= today.passes &&
    salt.length >= base64Length(today.saltBytes) &&
    hash.length >= base64Length(today.hashBytes)
  );
}

let instance: Argon2 | undefined;

/** One for the Worker's life. It works on one password at a time, and its memory grows to 38 MiB and no further. */
function argon2(): Argon2 {
  instance ??= new Argon2(new WebAssembly.Instance(compiled));
  return instance;
}

/**
 * The package tells argon2 the length of the JavaScript string where bytes are meant, so
 * of 'пароль' it would hash the first half. With as many zeros behind it as are missing,
 * the length is right, and the zeros lie beyond it. A test compares with Node's argon2.
 */
function asBytes(spelled: string): string {
  const missing = new TextEncoder().encode(spelled).byteLength - spelled.length;
  return spelled + '\0'.repeat(missing);
}

/** Without padding, as a PHC string has it. */
function base64Length(bytes: number): number {
  return Math.ceil((bytes * 4) / 3);
}
