import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import ts from 'typescript';

export interface SourceFile {
  /** From the project's folder, with forward slashes: "src/browser/storage.ts". */
  readonly path: string;
  readonly lineCount: number;
  /** A module's own syntax; for an Astro page, its frontmatter and each of its scripts. */
  readonly scripts: readonly ts.SourceFile[];
}

const scriptEndings = ['.ts', '.tsx', '.mts', '.js', '.mjs', '.astro'];

/** Every script and page below the folders, parsed once. */
export function readSourceFiles(...folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && scriptEndings.includes(extname(entry.name)))
      .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
      .map((path) => parseSourceFile(path, readFileSync(path, 'utf8'))),
  );
}

export function parseSourceFile(path: string, text: string): SourceFile {
  const scripts = path.endsWith('.astro') ? scriptsOfPage(text) : [text];
  const kind = /x$/.test(path) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return {
    path,
    lineCount: text.split('\n').length,
    scripts: scripts.map((script) => ts.createSourceFile(path, script, ts.ScriptTarget.Latest, true, kind)),
  };
}

function scriptsOfPage(text: string): readonly string[] {
  const frontmatter = /^\s*---\r?\n(.*?)\r?\n---/s.exec(text)?.[1] ?? '';
  const elements = [...text.matchAll(/<script\b[^>]*>(.*?)<\/script>/gs)].map((match) => match[1] ?? '');
  return [frontmatter, ...elements];
}

/** Every node of the file for which `read` finds something to say. */
export function collect<Found>(file: SourceFile, read: (node: ts.Node) => Found | undefined): readonly Found[] {
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    const finding = read(node);
    if (finding !== undefined) found.push(finding);
    ts.forEachChild(node, visit);
  };
  for (const script of file.scripts) visit(script);
  return found;
}

export function lineOf(node: ts.Node): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;
}
