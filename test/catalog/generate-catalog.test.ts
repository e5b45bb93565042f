import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCatalog, readHouse, readPieces } from '../../src/catalog/read-catalog.ts';
import { readTranslationFiles } from '../../src/catalog/read-translation-files.ts';
import { translated } from '../../src/words/read-words.ts';
import { generateCatalog } from '../bench/generate-catalog.ts';

let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'catalogue-'));
  await cp('src/content/house.yaml', join(project, 'src/content/house.yaml'));
  for (const language of translated) {
    const file = `src/content/translations/${language}/house.yaml`;
    await cp(file, join(project, file));
  }
  await cp('src/assets/photographs', join(project, 'src/assets/photographs'), { recursive: true });
});
afterAll(async () => {
  await rm(project, { recursive: true });
});

it('a generated catalogue is as valid as the real one, however large', async () => {
  const variants = await generateCatalog(40, join(project, 'src/content/pieces'));
  const catalog = await readCatalog(`${project}/`);
  expect(await readdir(join(project, 'src/content/pieces'))).toHaveLength(40);
  expect(new Set(catalog.map(({ slug }) => slug)).size).toBe(40);
  expect(catalog).toHaveLength(variants);
  const pieces = await readPieces(`${project}/`);
  const words = await readTranslationFiles(project, pieces, await readHouse(`${project}/`));
  expect(words).toHaveLength(41 * translated.length);
});

it('a translation that is gone or damaged stops the reading, and is named', async () => {
  await generateCatalog(3, join(project, 'src/content/pieces'));
  const [pieces, house] = [await readPieces(`${project}/`), await readHouse(`${project}/`)];
  const file = `src/content/translations/fr/${pieces[0]?.slug}.yaml`;
  await writeFile(join(project, file), 'name: [');
  await expect(readTranslationFiles(project, pieces, house)).rejects.toThrow(`${file} is not YAML`);
  await rm(join(project, file));
  await expect(readTranslationFiles(project, pieces, house)).rejects.toThrow(`${file}  is missing.`);
});
