/** The languages that the shop is written in, the first at the root of the site, each other below its own folder. */
export const languages = ['en', 'fr', 'de', 'it', 'ja', 'zh'] as const;

export type Language = (typeof languages)[number];

export const firstLanguage: Language = 'en';

/** As each calls itself, for whoever looks for it. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  de: 'Deutsch',
  it: 'Italiano',
  ja: '日本語',
  zh: '简体中文',
};

/** On the <html> element. */
export const languageTags: Readonly<Record<Language, string>> = {
  en: 'en',
  fr: 'fr',
  de: 'de',
  it: 'it',
  ja: 'ja',
  zh: 'zh-Hans',
};

const folder = /^\/(fr|de|it|ja|zh)(?=\/|$)/;

/** The language of an address: that of its first folder, or the first. */
export function languageOfPath(path: string): Language {
  return (folder.exec(path)?.[1] ?? firstLanguage) as Language;
}

/** "/fr/bag/" and "/bag/" are "/bag/". */
export function pathWithoutLanguage(path: string): string {
  return path.replace(folder, '') || '/';
}

export function pathIn(language: Language, path: string): string {
  return language === firstLanguage ? path : `/${language}${path}`;
}

export function isLanguage(value: unknown): value is Language {
  return (languages as readonly unknown[]).includes(value);
}
