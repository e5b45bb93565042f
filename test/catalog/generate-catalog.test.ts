import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCatalog } from '../../src/catalog/read-catalog.ts';
import { generateCatalog } from '../bench/generate-catalog.ts';

let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'catalogue-'));
  await cp('src/content/house.yaml', join(project, 'src/content/house.yaml'));
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
});
