/**
 * For the build: every page that a shopper meets stands at one address for each language, made by one file. And what
 * a page's scripts say in its language stands in the page, so that no script carries five languages that nobody reads.
 */
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { languageOfPath } from '../languages.ts';
import { wordMistakes } from './check-words.ts';
import { readPhrases } from './read-phrases.ts';
import { readWords, translated } from './read-words.ts';

/** What is one for all languages: the desk, files for programs, pictures, and what names its language itself. */
const once = /^(staff|feeds|shared|search)\/|\.(xml|txt|jsonld|jpg)\.|portability/;

interface Chunk {
  readonly imports: readonly string[];
  /** From the project's root. */
  readonly modules: readonly string[];
}

/** What is read of a file that the bundler makes; a picture has no modules. */
interface BundledFile {
  readonly fileName: string;
  readonly modules?: Readonly<Record<string, unknown>>;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

export function everyLanguage(): AstroIntegration {
  const project = process.cwd();
  const chunks = new Map<string, Chunk>();
  return {
    name: 'every-language',
    hooks: {
      'astro:config:setup': async ({ injectRoute, updateConfig }) => {
        for (const page of await pageFiles(project)) {
          for (const language of translated) {
            injectRoute({ pattern: `/${language}${patternOf(page)}`, entrypoint: `./src/pages/${page}` });
          }
        }
        updateConfig({ vite: { plugins: [noteChunks(project, chunks)] } });
      },
      'astro:build:start': async () => {
        const mistakes = await wordMistakes(project);
        if (mistakes.length > 0) throw new Error(`Not every language says all:\n${mistakes.join('\n')}`);
      },
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        for (const language of translated) await placeNotFound(folder, language);
        await writeScriptWords(project, folder, chunks);
      },
    },
  };
}

async function pageFiles(project: string): Promise<readonly string[]> {
  const names = await readdir(join(project, 'src/pages'), { recursive: true });
  return names.filter((name) => /\.(astro|ts)$/.test(name) && !once.test(name)).sort();
}

/** "account/index.astro" is "/account", "catalog/[sku].json.ts" is "/catalog/[sku].json". */
function patternOf(page: string): string {
  return `/${page.replace(/\.(astro|ts)$/, '')}`.replace(/\/index$/, '') || '/';
}

/** The host looks for the nearest 404.html above an address; Astro makes one at the root alone. */
async function placeNotFound(folder: string, language: string): Promise<void> {
  const made = join(folder, language, '404/index.html');
  await rename(made, join(folder, language, '404.html'));
  await rm(dirname(made), { recursive: true });
}

/** Which modules each script of the browser is made of. */
function noteChunks(project: string, chunks: Map<string, Chunk>) {
  return {
    name: 'house:note-chunks',
    applyToEnvironment: ({ name }: { readonly name: string }) => name === 'client',
    generateBundle(_: unknown, bundle: Readonly<Record<string, BundledFile>>) {
      for (const chunk of Object.values(bundle)) {
        if (!chunk.modules) continue;
        const modules = Object.keys(chunk.modules).map((id) => relative(project, id.split('?')[0] ?? id));
        chunks.set(chunk.fileName, { imports: [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])], modules });
      }
    },
  };
}

async function writeScriptWords(project: string, folder: string, chunks: ReadonlyMap<string, Chunk>): Promise<void> {
  const phrases = Map.groupBy(await readPhrases(project), ({ file }) => file);
  const wordsOf = new Map(
    await Promise.all(translated.map(async (language) => [language, await readWords(project, language)] as const)),
  );
  for (const name of await readdir(folder, { recursive: true })) {
    const words = wordsOf.get(languageOfPath(`/${name}`));
    if (!words || !name.endsWith('.html')) continue;
    const page = await readFile(join(folder, name), 'utf8');
    const modules = modulesOf(page, chunks);
    const keys = new Set(modules.flatMap((module) => phrases.get(module) ?? []).map(({ key }) => key));
    const said = Object.fromEntries([...keys].flatMap((key) => (words[key] ? [[key, words[key]]] : [])));
    await writeFile(
      join(folder, name),
      page.replace('</head>', () => `${inPage(said)}</head>`),
    );
  }
}

/** What the scripts of a page are made of, whether they come with it or on a press. */
function modulesOf(page: string, chunks: ReadonlyMap<string, Chunk>): readonly string[] {
  const waiting = [...page.matchAll(/(?:src="|from ?"|import ?\(?")\/?([^"]+\.js)"/g)].map(([, name]) => name ?? '');
  const seen = new Set<string>();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    waiting.push(...(chunks.get(name)?.imports ?? []));
  }
  return [...seen].flatMap((name) => chunks.get(name)?.modules ?? []);
}

/** Read by src/words/language.ts. No script runs in it, so it needs no hash. */
function inPage(words: object): string {
  if (Object.keys(words).length === 0) return '';
  return `<script type="application/json" id="words">${JSON.stringify(words).replaceAll('<', '\\u003c')}</script>`;
}
