import campaigns from 'house:campaigns';

/** What the house itself may write into the links that it gives out. A link can say anything, and somebody’s name too. */
export const utmSources = [
  'newsletter',
  'letter',
  'facebook',
  'google',
  'instagram',
  'linkedin',
  'pinterest',
  'tiktok',
  'wechat',
  'weibo',
  'whatsapp',
  'youtube',
  'catalogue',
  'boutique',
] as const;

export const utmMedia = [
  'email',
  'social',
  'paid-social',
  'search',
  'paid-search',
  'display',
  'affiliate',
  'referral',
  'print',
  'qr',
] as const;

const sources: ReadonlySet<string> = new Set(utmSources);
const media: ReadonlySet<string> = new Set(utmMedia);
const known: ReadonlySet<string> = new Set(campaigns);

export interface Campaign {
  /** Only where the link names a source of the list. */
  readonly source?: string;
  readonly medium: string;
  readonly campaign: string;
}

/** `utm_source`, `utm_medium` and `utm_campaign` of a page’s query where they are of the lists; nothing else of it. */
export function readCampaign(search: string): Campaign {
  if (!search.includes('utm_')) return none;
  const query = new URLSearchParams(search);
  const source = wordOf(query, 'utm_source', sources);
  return {
    ...(source === undefined ? {} : { source }),
    medium: wordOf(query, 'utm_medium', media) ?? none.medium,
    campaign: wordOf(query, 'utm_campaign', known) ?? none.campaign,
  };
}

const none: Campaign = { medium: 'none', campaign: 'none' };

function wordOf(query: URLSearchParams, name: string, words: ReadonlySet<string>): string | undefined {
  const word = query.get(name)?.toLowerCase();
  return word !== undefined && words.has(word) ? word : undefined;
}
