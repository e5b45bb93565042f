import { collectionSlugs, collections } from '../../catalog/collections.ts';
import { allPieces } from '../../catalog/read-pieces.ts';
import { paths } from '../../paths.ts';

/** The pages that are counted, by address: what a table calls them. One that is not here is called by its address. */
export async function pageNames(): Promise<Readonly<Record<string, string>>> {
  const pieces = (await allPieces()).map(({ slug, name }) => [paths.piece(slug), name]);
  const rooms = collectionSlugs.map((slug) => [paths.collection(slug), collections[slug]]);
  return {
    ...Object.fromEntries([...rooms, ...pieces]),
    [paths.home]: 'Home',
    [paths.search()]: 'Search',
    [paths.bag]: 'Bag',
    [paths.delivery]: 'Delivery & returns',
    [paths.terms]: 'Terms',
    [paths.contact]: 'Contact',
    [paths.accessibility]: 'Accessibility',
    [paths.privacy]: 'Privacy policy',
    [paths.pageViews]: 'What we count',
  };
}
