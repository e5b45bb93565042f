/** Crockford's base 32: no I, L, O or U, so that a number survives being read out over the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `7K4M-92QX`: the lowest five bits of each of the first eight bytes. */
export function readableNumber(bytes: Uint8Array): string {
  const letters = Array.from(bytes.subarray(0, 8), (byte) => alphabet.charAt(byte % 32)).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** What a person typed, as `readableNumber` writes it: any case, O for 0, I or L for 1, with or without the hyphen. */
export function asReadableNumber(typed: string): string {
  const letters = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
