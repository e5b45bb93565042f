import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gtinCheckDigit } from '../../src/catalog/gtin.ts';
import { translated } from '../../src/words/read-words.ts';

/**
 * node test/bench/generate-catalog.ts <count> <folder>
 *
 * Writes as many piece files as asked, each a real piece with another name, SKUs and GTINs,
 * so that a large catalogue has the weight, the variants and the photographs of the real one.
 * Their words in the other languages go where the build looks for them: ../translations beside the folder.
 */

const contentFolder = fileURLToPath(new URL('../../src/content/', import.meta.url));

interface Template {
  readonly piece: string;
  /** By language. */
  readonly words: ReadonlyMap<string, string>;
}

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
  const wordsFolder = (language: string) => join(folder, '../translations', language);
  for (const made of [folder, ...translated.map(wordsFolder)]) await mkdir(made, { recursive: true });
  let variants = 0;
  for (let number = 1; number <= count; number++) {
    const template = templates[(number - 1) % templates.length];
    if (!template) throw new Error('There is no piece to make others of.');
    const suffix = String(number).padStart(6, '0');
    const content = renamed(template.piece, suffix)
      .replace(/^place: \d+$/m, `place: ${(number % 99_999) + 1}`)
      .replace(/^completeWith: .*\n/m, count > 1 ? `completeWith: [${nextName(number, count)}]\n` : '')
      .replaceAll(/\bsku: ([A-Z0-9-]+)/g, `sku: $1-${suffix}`)
      .replaceAll(/\bgtin: "\d{13}"/g, () => `gtin: "${gtinNumber(++variants)}"`);
    const file = `piece-${suffix}.yaml`;
    await writeFile(join(folder, file), content);
    for (const [language, words] of template.words)
      await writeFile(join(wordsFolder(language), file), renamed(words, suffix));
  }
  return variants;
}

function renamed(content: string, suffix: string): string {
  return content.replace(/^name: .*$/m, (name) => `${name} ${suffix}`);
}

/** What goes with a piece is the one after it, and with the last the first. */
function nextName(number: number, count: number): string {
  return `piece-${String((number % count) + 1).padStart(6, '0')}`;
}

async function readTemplates(): Promise<readonly Template[]> {
  const names = (await readdir(join(contentFolder, 'pieces'))).filter((name) => name.endsWith('.yaml')).sort();
  const read = (...place: readonly string[]) => readFile(join(contentFolder, ...place), 'utf8');
  return Promise.all(
    names.map(async (name) => ({
      piece: await read('pieces', name),
      words: new Map(
        await Promise.all(
          translated.map(async (language) => [language, await read('translations', language, name)] as const),
        ),
      ),
    })),
  );
}

/** From the range for use inside a house. */
function gtinNumber(variant: number): string {
  const twelve = `21${String(variant).padStart(10, '0')}`;
  return `${twelve}${gtinCheckDigit(twelve)}`;
}
