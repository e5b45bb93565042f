import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/** The built site as a browser addresses it. */
export class SiteFiles {
  readonly #folder: string;
  readonly #compressed = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Paths from the site's root, such as "pieces/aurore/index.html". */
  list(ending: string): readonly string[] {
    return readdirSync(this.#folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
      .map((entry) => relative(this.#folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .sort();
  }

  has(path: string): boolean {
    return existsSync(join(this.#folder, path));
  }

  read(path: string): string {
    return readFileSync(join(this.#folder, path), 'utf8');
  }

  /** Bytes after brotli at quality 11, the way a content network stores a static file. */
  compressedBytes(path: string): number {
    const known = this.#compressed.get(path);
    if (known !== undefined) return known;
    const bytes = compressedBytes(this.read(path));
    this.#compressed.set(path, bytes);
    return bytes;
  }
}

export function compressedBytes(content: string): number {
  if (content === '') return 0;
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

/** The file behind an address found in `from`; nothing for what is no file of this site (another origin, `data:`). */
export function fileBehind(address: string, from: string): string | undefined {
  const site = 'https://site.invalid';
  const resolved = new URL(address, `${site}/${from}`);
  return resolved.origin === site ? decodeURIComponent(resolved.pathname.slice(1)) : undefined;
}
