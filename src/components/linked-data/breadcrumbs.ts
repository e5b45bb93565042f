import type { BreadcrumbList } from 'schema-dts';
import { paths } from '../../paths.ts';

/** The way from the house to a page, the page last. */
export function trailTo(
  site: URL,
  steps: readonly (readonly [name: string, path: string])[],
): Exclude<BreadcrumbList, string> {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: [['LIEN', paths.home] as const, ...steps].map(([name, path], place) => ({
      '@type': 'ListItem',
      position: place + 1,
      name,
      item: new URL(path, site).href,
    })),
  };
}
