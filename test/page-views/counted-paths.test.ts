import { expect, test } from 'vitest';
import { countedPaths } from '../../functions/page-views/counted-paths-module.ts';
import { readPieces } from '../../src/catalog/read-catalog.ts';
import { paths } from '../../src/paths.ts';

const counted = await countedPaths(process.cwd());

test('every piece, every collection and the pages that anybody reads are counted, each by the address it is served at', async () => {
  for (const { slug } of await readPieces()) expect(counted).toContain(`/pieces/${slug}/`);
  expect(counted).toEqual(expect.arrayContaining(['/', '/jewellery/', '/bag/', '/privacy/', '/page-views/']));
  expect(counted.every((path) => path.startsWith('/') && path.endsWith('/'))).toBe(true);
});

test.each([
  paths.order(),
  paths.checkoutReview,
  paths.checkoutCancelled(),
  paths.preferences(),
  paths.staff,
  paths.staffRequest(),
  paths.staffPageViews,
  paths.privacyRequest,
  paths.privacyRequestStatus(),
  paths.account,
  paths.accountSignIn,
  paths.accountVerify(),
  paths.accountWishlist,
  paths.backInStock(),
])('%s is never counted', (path) => {
  expect(counted).not.toContain(path);
});
