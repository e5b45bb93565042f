import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';

const sources = [
  'src',
  'functions',
  'public',
  'astro.config.mjs',
  'wrangler.toml',
  'package-lock.json',
  'tsconfig.json',
];

/** Builds the site and the Worker, unless the last build was made from the same files: a second start is quick. */
export async function buildIfChanged(project: string, folder: string): Promise<void> {
  const mark = join(folder, 'built-from');
  const fingerprint = await fingerprintOf(project);
  const isBuilt = existsSync(join(project, 'dist/server/wrangler.json')) && existsSync(mark);
  if (isBuilt && (await readFile(mark, 'utf8')) === fingerprint) return;
  console.log('Building the shop. The first time takes a minute or two: the photographs are cut to size.');
  // What Astro says of each page and photograph is only of use where one of them is wrong.
  const { status, output } = await runCommand('npm', ['run', '--silent', 'build'], {
    folder: project,
    output: 'collect',
    errors: 'collect',
  });
  if (status !== 0) {
    console.error(output);
    process.exit(status);
  }
  await mkdir(folder, { recursive: true });
  await writeFile(mark, fingerprint);
}

/** Names, sizes and times of change: content that changes without any of these is not worth a minute at each start. */
async function fingerprintOf(project: string): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(project, source);
    const names = (await stat(path)).isDirectory() ? await readdir(path, { recursive: true }) : [''];
    for (const name of names.sort()) {
      const { size, mtimeMs } = await stat(join(path, name));
      hash.update(`${source}/${name} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}
