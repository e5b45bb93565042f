import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const builtWorker = 'dist/server/wrangler.json';
const builtFrom = ['src', 'functions', 'public', 'astro.config.mjs', 'wrangler.toml'];

/**
 * Vitest's global set-up for tests of the built shop: refuses to test nothing, and
 * says when the sources are newer than what is about to be tested.
 */
export default function requireBuild(): void {
  if (!existsSync(builtWorker))
    throw new Error('Nothing is built yet, and these tests run the built shop: npm run build');
  const builtAt = statSync(builtWorker).mtimeMs;
  const newer = builtFrom.flatMap(filesIn).find((file) => statSync(file).mtimeMs > builtAt);
  if (newer) console.warn(`${newer} is newer than the build that these tests run: npm run build`);
}

function filesIn(place: string): readonly string[] {
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
