import type { FigureName } from '../../api/page-view-answers.ts';
import { locale } from '../../words/language.ts';
import { say } from '../../words/say.ts';

/** What the counters call something, in words. */
const words: Readonly<Partial<Record<FigureName, Readonly<Record<string, string>>>>> = {
  source: {
    direct: say`Directly`,
    internal: say`From a page of ours`,
    search: say`Search engines`,
    social: say`Social networks`,
    'ai-assistant': say`AI assistants`,
    mail: say`E-mail`,
  },
  medium: { none: say`None named` },
  campaign: { none: say`None named` },
  device: { phone: say`Phone`, tablet: say`Tablet`, desktop: say`Desktop` },
  country: { XX: say`Not known`, T1: say`Through Tor` },
  funnel: { product: say`Saw a piece`, bag: say`Saw the bag`, checkout: say`Began a checkout`, paid: say`Paid` },
};

const countries = new Intl.DisplayNames(locale(), { type: 'region', fallback: 'code' });

/** @param pages the site's pages by address */
export function valueWords(figure: FigureName, value: string, pages: Readonly<Record<string, string>>): string {
  if (value === 'other') return say`Other`;
  const known = words[figure]?.[value];
  if (known) return known;
  if (figure === 'country') return countryName(value);
  if (figure === 'path' || figure === 'entry' || figure === 'exit') return pages[value] ?? value;
  return value;
}

function countryName(code: string): string {
  // A code that is none is shown as it is.
  return /^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code;
}
