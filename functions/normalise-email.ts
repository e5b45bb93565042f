/** An address as the tables keep it and `lower()` of SQLite finds it: no spaces around it, NFC, A to Z in lower case. */
export function normaliseEmail(email: string): string {
  return email
    .trim()
    .normalize('NFC')
    .replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
