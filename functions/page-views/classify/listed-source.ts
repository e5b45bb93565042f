/** What a list makes of a referrer. */
export type ListedSource = 'search' | 'social' | 'ai-assistant';

/** What the Worker is given: a text each, entries with spaces between. */
export type ReferrerLists = Readonly<Record<ListedSource | 'spam', string>>;
