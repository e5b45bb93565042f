/** The languages that the shop is written in, the first at the root of the site. */
export const languages = ['en'] as const;

export type Language = (typeof languages)[number];
