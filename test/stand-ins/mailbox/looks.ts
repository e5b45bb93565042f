/** How a mail program may show a message: what people see who have set theirs so. */
export const looks = {
  light: 'Light',
  dark: 'Dark',
  'no-images': 'Images off',
  telephone: 'On a telephone',
} as const;

export type Look = keyof typeof looks;

export function lookOf(given: string | null): Look {
  return given !== null && Object.hasOwn(looks, given) ? (given as Look) : 'light';
}

/** Whatever this machine's own setting is: the message's styles for the dark always hold in the dark, and nowhere else. */
export function shownIn(look: Look, body: string): string {
  const always = look === 'dark' ? '(min-width:0)' : '(max-width:0)';
  return body.replaceAll(/\(\s*prefers-color-scheme\s*:\s*dark\s*\)/gi, always);
}
