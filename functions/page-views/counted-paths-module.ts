import { collectionSlugs } from '../../src/catalog/collections.ts';
import { readPieces } from '../../src/catalog/read-catalog.ts';
import { paths } from '../../src/paths.ts';
import { houseModule } from './house-module.ts';

/** The paths whose views are counted, for the Worker. */
export const countedPathsModule = () => houseModule('house:counted-paths', countedPaths);

/**
 * Pages that anybody may look at. What somebody does with an order, an account, a request
 * or a consent, and what the house does at its desk, is nobody's to count.
 */
export async function countedPaths(project: string): Promise<readonly string[]> {
  const pieces = await readPieces(project);
  return [
    paths.home,
    ...collectionSlugs.map(paths.collection),
    ...pieces.map(({ slug }) => paths.piece(slug)),
    paths.search(),
    paths.bag,
    paths.delivery,
    paths.terms,
    paths.contact,
    paths.accessibility,
    paths.privacy,
    paths.pageViews,
  ];
}
