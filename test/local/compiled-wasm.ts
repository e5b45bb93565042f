import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** No file's name: Vitest would leave a package's file to Node, which runs it in place of compiling it. */
const prefix = '\0compiled-wasm/';

/** Gives Vitest a package's `.wasm` file as the Worker's build does: a compiled module. */
export function compiledWasm() {
  return {
    name: 'compiled-wasm',
    enforce: 'pre' as const,
    resolveId: (id: string) => (id.endsWith('.wasm') ? prefix + id : undefined),
    async load(id: string) {
      if (!id.startsWith(prefix)) return undefined;
      const bytes = await readFile(fileURLToPath(import.meta.resolve(id.slice(prefix.length))));
      return `export default new WebAssembly.Module(Buffer.from('${bytes.toString('base64')}', 'base64'));`;
    },
  };
}
