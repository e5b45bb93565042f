import ts from 'typescript';
import { keepPromise } from './promise.ts';
import { collect, lineOf, readSourceFiles } from './source-file.ts';

const unchecked = /@ts-(ignore|nocheck|expect-error)/;

keepPromise('nothing escapes the types', {
  files: readSourceFiles('src', 'functions', 'test').filter(({ path }) => !path.startsWith('test/architecture/')),
  breaches: (file) => [
    ...collect(file, (node) =>
      node.kind === ts.SyntaxKind.AnyKeyword ? `says any on line ${lineOf(node)}` : undefined,
    ),
    ...file.scripts.flatMap((script) => (unchecked.test(script.text) ? ['switches the type checker off'] : [])),
  ],
  brokenBy: {
    'functions/read.ts': 'export function read(body: any): string { return body.name; }',
    'src/bag/list.ts': 'export const lines: Record<string, any>[] = [];',
    'src/pages/index.astro': '---\nconst product = entry as any;\n---\n<p></p>',
    'functions/silenced.ts': '// @ts-ignore\nexport const total: number = "1";',
  },
  keptBy: { 'functions/read.ts': "export const any: unknown = 'any'; // any of them" },
});
