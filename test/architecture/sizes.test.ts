import ts from 'typescript';
import { keepPromise } from './promise.ts';
import { collect, readSourceFiles } from './source-file.ts';

const longestFile = 400;
const longestFunction = 70;
const everything = readSourceFiles('src', 'functions', 'test');

keepPromise(`no file is longer than ${longestFile} lines`, {
  files: everything,
  breaches: ({ lineCount }) => (lineCount > longestFile ? [`has ${lineCount} lines`] : []),
  brokenBy: { 'functions/long.ts': 'export {};\n'.repeat(longestFile + 1) },
  keptBy: { 'functions/short.ts': 'export {};\n'.repeat(longestFile - 1) },
});

keepPromise(`no function is longer than ${longestFunction} lines`, {
  files: everything,
  breaches: (file) =>
    collect(file, (node) => {
      if (!ts.isFunctionLike(node) || isGroupOfTests(node)) return undefined;
      const lines = node.getText().split('\n').length;
      return lines > longestFunction ? `${nameOf(node)} has ${lines} lines` : undefined;
    }),
  brokenBy: {
    'functions/long.ts': `export function long() {${'\n'.repeat(longestFunction)}}`,
    'functions/arrow.ts': `export const long = () => {${'\n'.repeat(longestFunction)}};`,
    'test/journey.test.ts': `it('does everything', () => {${'\n'.repeat(longestFunction)}});`,
  },
  keptBy: {
    'functions/short.ts': `export function short() {${'\n'.repeat(longestFunction - 1)}}`,
    'test/group.test.ts': `describe('a group', () => {${'\n'.repeat(longestFunction)}});`,
  },
});

/** `describe` holds tests as a module holds functions: each of them is measured by itself. */
function isGroupOfTests({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && /^describe\b/.test(parent.expression.getText());
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name) return node.name.getText();
  return ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : 'a function without a name';
}
