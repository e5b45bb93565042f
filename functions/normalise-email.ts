/**
 * An address as it is kept and compared: no space around it, composed letters (NFC), A to Z in lower case and no
 * other letter changed, so that it is what SQLite's lower() makes of it. NFC comes first: of the Kelvin sign it
 * makes a plain K, which is then in lower case too.
 */
export function normaliseEmail(email: string): string {
  return email
    .normalize('NFC')
    .trim()
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
