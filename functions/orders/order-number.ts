import { readableNumber } from '../readable-number.ts';

/**
 * `LG-7K4M-92QX`: 40 random bits. Random, so that nobody learns from two orders how
 * many lie between them; the UNIQUE column and a second try take care of the rare collision.
 */
export function newOrderNumber(): string {
  return `LG-${readableNumber(crypto.getRandomValues(new Uint8Array(8)))}`;
}

export const orderNumberPattern = /^LG-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;
