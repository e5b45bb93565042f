import { readableNumber } from '../readable-number.ts';

/** `PR-7K4M-92QX`: 40 random bits, as an order's number. */
export function newRequestNumber(): string {
  return `PR-${readableNumber(crypto.getRandomValues(new Uint8Array(8)))}`;
}

export const requestNumberPattern = /^PR-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;
