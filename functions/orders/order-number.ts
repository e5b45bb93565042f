/** Crockford's base 32: no I, L, O or U, so that a number survives being read out over the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * `LG-7K4M-92QX`: 40 random bits. Random, so that nobody learns from two orders how
 * many lie between them; the UNIQUE column and a second try take care of the rare collision.
 */
export function newOrderNumber(): string {
  const letters = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => alphabet.charAt(byte % 32)).join('');
  return `LG-${letters.slice(0, 4)}-${letters.slice(4)}`;
}

export const orderNumberPattern = /^LG-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;
