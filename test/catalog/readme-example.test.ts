import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readHouse } from '../../src/catalog/read-catalog.ts';
import { readPieceFiles } from '../../src/catalog/read-piece-files.ts';

const readme = fileURLToPath(new URL('../../README.md', import.meta.url));

test('the piece that README shows is one that the build would take', async () => {
  const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(await readFile(readme, 'utf8')) ?? [];
  const [, name = ''] = /^# src\/content\/pieces\/(\S+\.yaml)$/m.exec(example) ?? [];
  const folder = await mkdtemp(join(tmpdir(), 'readme-piece-'));
  await writeFile(join(folder, name), example);
  const surroundings = { house: await readHouse(), photographs: new Set(['aube-pendant--hero.jpg']) };
  const { pieces, mistakes } = await readPieceFiles(folder, surroundings);
  await rm(folder, { recursive: true });
  expect(mistakes).toEqual([]);
  expect(pieces.map(({ slug }) => slug)).toEqual(['aube-pendant']);
});
