import { readableNumber } from '../readable-number.ts';

/** `BR-7K4M-92QX`: 40 random bits, as a request's number. */
export function newBreachNumber(): string {
  return `BR-${readableNumber(crypto.getRandomValues(new Uint8Array(8)))}`;
}

export const breachNumberPattern = /^BR-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;
