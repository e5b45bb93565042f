import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gtinCheckDigit } from '../../src/catalog/gtin.ts';

/**
 * node test/bench/generate-catalog.ts <count> <folder>
 *
 * Writes as many piece files as asked, each a real piece with another name, SKUs and GTINs,
 * so that a large catalogue has the weight, the variants and the photographs of the real one.
 */

const piecesFolder = fileURLToPath(new URL('../../src/content/pieces/', import.meta.url));

if (import.meta.main) {
  const [count, folder] = process.argv.slice(2);
  if (!count || !/^[1-9]\d{0,5}$/.test(count) || !folder) {
    console.error('Say how many, at most 999999, and where: node test/bench/generate-catalog.ts 1000 <folder>');
    process.exit(2);
  }
  const variants = await generateCatalog(Number(count), folder);
  console.log(`${count} pieces with ${variants} variants in ${folder}`);
}

/** Answers how many variants were written. The folder is made if it is missing; other files in it are left alone. */
export async function generateCatalog(count: number, folder: string): Promise<number> {
  const templates = await readTemplates();
  await mkdir(folder, { recursive: true });
  let variants = 0;
  for (let number = 1; number <= count; number++) {
    const template = templates[(number - 1) % templates.length] ?? '';
    const suffix = String(number).padStart(6, '0');
    const content = template
      .replace(/^name: .*$/m, (name) => `${name} ${suffix}`)
      .replace(/^place: \d+$/m, `place: ${(number % 99_999) + 1}`)
      .replace(/^completeWith: .*\n/m, count > 1 ? `completeWith: [${nextName(number, count)}]\n` : '')
      .replaceAll(/\bsku: ([A-Z0-9-]+)/g, `sku: $1-${suffix}`)
      .replaceAll(/\bgtin: "\d{13}"/g, () => `gtin: "${gtinNumber(++variants)}"`);
    await writeFile(join(folder, `piece-${suffix}.yaml`), content);
  }
  return variants;
}

/** What goes with a piece is the one after it, and with the last the first. */
function nextName(number: number, count: number): string {
  return `piece-${String((number % count) + 1).padStart(6, '0')}`;
}

async function readTemplates(): Promise<readonly string[]> {
  const names = (await readdir(piecesFolder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(names.map((name) => readFile(join(piecesFolder, name), 'utf8')));
}

/** From the range for use inside a house. */
function gtinNumber(variant: number): string {
  const twelve = `21${String(variant).padStart(10, '0')}`;
  return `${twelve}${gtinCheckDigit(twelve)}`;
}
