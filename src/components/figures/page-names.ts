import { collectionName, collectionSlugs } from '../../catalog/collections.ts';
import { allPieces } from '../../catalog/read-pieces.ts';
import { sitePaths } from '../../paths.ts';
import { say } from '../../words/say.ts';

/** The pages that are counted, by address: what a table calls them. One that is not here is called by its address. */
export async function pageNames(): Promise<Readonly<Record<string, string>>> {
  const pieces = (await allPieces()).map(({ slug, name }) => [sitePaths.piece(slug), name]);
  const rooms = collectionSlugs.map((slug) => [sitePaths.collection(slug), collectionName(slug)]);
  return {
    ...Object.fromEntries([...rooms, ...pieces]),
    [sitePaths.home]: say`Home`,
    [sitePaths.search()]: say`Search`,
    [sitePaths.bag]: say`Bag`,
    [sitePaths.delivery]: say`Delivery & returns`,
    [sitePaths.terms]: say`Terms`,
    [sitePaths.contact]: say`Contact`,
    [sitePaths.accessibility]: say`Accessibility`,
    [sitePaths.privacy]: say`Privacy policy`,
    [sitePaths.pageViews]: say`What we count`,
  };
}
