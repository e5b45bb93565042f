import { init, parse as parseModule } from 'es-module-lexer';
import { transform } from 'lightningcss';
import { type PageReading, readPage } from './read-page.ts';
import { compressedBytes, fileBehind, type SiteFiles } from './site-files.ts';

export interface PageWeight {
  /** From the site's root: "pieces/aurore/index.html". */
  readonly path: string;
  /** Brotli 11. Scripts and styles count whether they are files or stand in the page. */
  readonly scriptBytes: number;
  /** What comes when something is pressed. */
  readonly lateScriptBytes: number;
  readonly styleBytes: number;
  /** The page without the scripts and styles that stand in it. */
  readonly markupBytes: number;
  /** The page as it is sent. */
  readonly pageBytes: number;
  /** Addresses that load before anyone scrolls, the page itself included. */
  readonly requests: readonly string[];
  /** Files that the page names and the build lacks. */
  readonly missing: readonly string[];
}

await init;

/**
 * What one built page weighs, all the modules and style sheets that it leads to
 * included. Where the file can't tell what a browser will do, the larger figure is
 * taken: every font that the styles declare counts as loaded.
 */
export function weighPage(path: string, site: SiteFiles): PageWeight {
  const html = site.read(path);
  const page = readPage(html);
  const missing = new Set<string>();
  const follow = (addresses: readonly string[], from: string): readonly string[] =>
    addresses.flatMap((address) => fileBehind(address, from) ?? []).filter((file) => isPresent(file, site, missing));

  const eager = reach(follow(page.scripts, path), (file) => follow(modulesOf(site.read(file)).eager, file));
  const scripts = reach([...eager], (file) => follow(allModulesOf(site.read(file)), file));
  for (const inline of page.inlineScripts) {
    for (const file of reach(follow(allModulesOf(inline), path), (next) =>
      follow(allModulesOf(site.read(next)), next),
    )) {
      scripts.add(file);
    }
  }
  const styles = reach(follow(page.stylesheets, path), (file) => follow(addressesOf(site.read(file)).imports, file));
  const styledFiles = [
    ...[...styles].flatMap((file) => follow(addressesOf(site.read(file)).urls, file)),
    ...page.inlineStyles.flatMap((style) => follow(addressesOf(style).urls, path)),
  ];
  const pictures = follow([...page.preloads, ...page.eagerImages, ...page.icons.slice(0, 1)], path);
  const sum = (files: Iterable<string>): number =>
    [...files].reduce((total, file) => total + site.compressedBytes(file), 0);
  return {
    path,
    scriptBytes: sum(eager) + compressedBytes(page.inlineScripts.join('\n')),
    lateScriptBytes: sum(scripts.difference(eager)),
    styleBytes: sum(styles) + compressedBytes(page.inlineStyles.join('\n')),
    markupBytes: compressedBytes(markupOf(html, page)),
    pageBytes: site.compressedBytes(path),
    requests: [...new Set([path, ...styles, ...eager, ...styledFiles, ...pictures])],
    missing: [...missing],
  };
}

/** The page without the scripts and styles that stand in it. */
export function markupOf(
  html: string,
  { inlineScripts, inlineStyles }: Pick<PageReading, 'inlineScripts' | 'inlineStyles'>,
): string {
  return [...inlineScripts, ...inlineStyles].reduce((rest, part) => rest.replace(part, () => ''), html);
}

/** Everything that `start` leads to, itself included. */
function reach(start: readonly string[], next: (file: string) => readonly string[]): Set<string> {
  const reached = new Set<string>();
  const waiting = [...start];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    waiting.push(...next(file));
  }
  return reached;
}

function isPresent(file: string, site: SiteFiles, missing: Set<string>): boolean {
  if (site.has(file)) return true;
  missing.add(file);
  return false;
}

/** `eager` runs with the page; `late` is imported when something happens. Both weigh, only the first is a request at once. */
export function modulesOf(script: string): { readonly eager: readonly string[]; readonly late: readonly string[] } {
  const [imports] = parseModule(script);
  const named = imports.flatMap(({ n: address, d: dynamicAt }) =>
    address ? [{ address, isLate: dynamicAt > -1 }] : [],
  );
  return {
    eager: named.filter(({ isLate }) => !isLate).map(({ address }) => address),
    late: named.filter(({ isLate }) => isLate).map(({ address }) => address),
  };
}

function allModulesOf(script: string): readonly string[] {
  const { eager, late } = modulesOf(script);
  return [...eager, ...late];
}

export function addressesOf(style: string): { readonly imports: readonly string[]; readonly urls: readonly string[] } {
  const { dependencies } = transform({
    filename: 'built.css',
    code: Buffer.from(style),
    analyzeDependencies: true,
    errorRecovery: true,
  });
  const found = Array.isArray(dependencies) ? dependencies : [];
  return {
    imports: found.flatMap((dependency) => (dependency.type === 'import' ? [dependency.url] : [])),
    urls: found.flatMap((dependency) => (dependency.type === 'url' ? [dependency.url] : [])),
  };
}
