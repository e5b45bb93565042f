import { paths } from './paths.ts';

/**
 * The next page is fetched while the shopper's finger is on its way: pointed at, or pressed. It is fetched and not
 * prepared, since a prepared page runs its scripts and would count a view that nobody had. Never what is for one person
 * alone; the desk's pages have no such rules, and no other page speaks of it. Why: docs/decisions/2026-11-27-the-next-page-is-fetched-and-not-prepared.md
 */
const forOneAlone = [
  paths.bag,
  paths.order(),
  paths.withdrawal(),
  paths.preferences(),
  paths.account,
  paths.privacyRequest,
  '/checkout/',
  '/api/',
].map((path) => path.slice(1, -1));

export const speculationRules = JSON.stringify({
  prefetch: [
    {
      where: {
        and: [
          { href_matches: '/*' },
          // In every language: one text stands in all pages, and an address of the first has no folder before it.
          { not: { href_matches: `{/*}?/(${forOneAlone.join('|')})/*` } },
        ],
      },
      eagerness: 'moderate',
    },
  ],
});
