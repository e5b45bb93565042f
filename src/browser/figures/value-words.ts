import type { FigureName } from '../../api/page-view-answers.ts';

/** What the counters call something, in words. */
const words: Readonly<Partial<Record<FigureName, Readonly<Record<string, string>>>>> = {
  source: {
    direct: 'Directly',
    internal: 'From a page of ours',
    search: 'Search engines',
    social: 'Social networks',
    'ai-assistant': 'AI assistants',
    mail: 'E-mail',
  },
  medium: { none: 'None named' },
  campaign: { none: 'None named' },
  device: { phone: 'Phone', tablet: 'Tablet', desktop: 'Desktop' },
  country: { XX: 'Not known', T1: 'Through Tor' },
  funnel: { product: 'Saw a piece', bag: 'Saw the bag', checkout: 'Began a checkout', paid: 'Paid' },
};

const countries = new Intl.DisplayNames('en-GB', { type: 'region', fallback: 'code' });

/** @param pages the site's pages by address */
export function valueWords(figure: FigureName, value: string, pages: Readonly<Record<string, string>>): string {
  if (value === 'other') return 'Other';
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
