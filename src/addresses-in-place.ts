import { answeringPaths, sitePaths } from './paths.ts';
import { isForAll } from './words/address-here.ts';

const tables = { apiPaths: answeringPaths, paths: sitePaths };
const imported = /import\s*\{([^}]*)\}\s*from\s*(['"])([^'"]*\/)paths\.ts\2/;

/** A script that names one address would carry the table of them all: in what browsers load each stands where it is named. */
export function addressesInPlace() {
  return {
    name: 'house:addresses-in-place',
    apply: 'build' as const,
    applyToEnvironment: ({ name }: { readonly name: string }) => name === 'client',
    transform(code: string, id: string) {
      return id.includes('/src/') ? { code: writeAddresses(code), map: null } : undefined;
    },
  };
}

/** Only of a table that the module imports by its own name, and only what is in it: `paths` may be a variable elsewhere. */
export function writeAddresses(code: string): string {
  const [, imports = '', , folder = ''] = imported.exec(code) ?? [];
  const names = imports.split(',').map((name) => name.trim());
  const written = Object.entries(tables)
    .filter(([table]) => names.includes(table))
    .reduce((changed, [table, addresses]) => {
      const known = new Map<string, unknown>(Object.entries(addresses));
      return changed.replaceAll(new RegExp(`(?<![\\w./])${table}\\.(\\w+)`, 'g'), (named, name: string) => {
        const address = known.get(name);
        return address === undefined ? named : inPlace(address);
      });
    }, code);
  return written === code ? code : `${written}\nimport { pathHere } from '${folder}words/path-here.ts';\n`;
}

/** The language is added where the page is, to what has one. */
function inPlace(address: unknown): string {
  if (typeof address === 'string')
    return isForAll(address) ? JSON.stringify(address) : `pathHere(${JSON.stringify(address)})`;
  const make = address as (...given: readonly string[]) => string;
  return isForAll(make('x', 'x')) ? `(${String(make)})` : `((...given) => pathHere((${String(make)})(...given)))`;
}
