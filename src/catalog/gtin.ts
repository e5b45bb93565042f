/**
 * GTIN-13, as the GS1 General Specifications define it: twelve digits and a check digit.
 * Numbers that begin with 20 to 29 are for circulation inside a company only; the house
 * uses them until it has a prefix of its own.
 */

/** The thirteenth digit for the first twelve. */
export function gtinCheckDigit(firstTwelve: string): number {
  let sum = 0;
  for (let position = 0; position < 12; position++) {
    sum += Number(firstTwelve[position]) * (position % 2 === 0 ? 1 : 3);
  }
  return (10 - (sum % 10)) % 10;
}

export function isRestrictedGtin(gtin: string): boolean {
  return /^2\d{12}$/.test(gtin);
}
