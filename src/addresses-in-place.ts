import { apiPaths, paths } from './paths.ts';

const tables = { apiPaths, paths };
const imported = /import\s*\{([^}]*)\}\s*from\s*['"][^'"]*\/paths\.ts['"]/;

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
  const names =
    imported
      .exec(code)?.[1]
      ?.split(',')
      .map((name) => name.trim()) ?? [];
  return Object.entries(tables)
    .filter(([table]) => names.includes(table))
    .reduce((written, [table, addresses]) => {
      const known = new Map<string, unknown>(Object.entries(addresses));
      return written.replaceAll(new RegExp(`(?<![\\w./])${table}\\.(\\w+)`, 'g'), (named, name: string) => {
        const address = known.get(name);
        if (address === undefined) return named;
        return typeof address === 'string' ? JSON.stringify(address) : `(${String(address)})`;
      });
    }, code);
}
