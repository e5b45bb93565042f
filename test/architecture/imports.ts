import { posix } from 'node:path';
import ts from 'typescript';
import { collect, type SourceFile } from './source-file.ts';

export interface Import {
  /** A path from the project's folder for a file of our own; the package's name otherwise. */
  readonly target: string;
  readonly isOwnFile: boolean;
  /** Gone once the types are stripped. */
  readonly isTypeOnly: boolean;
}

/** What a file imports, re-exports or loads by `import()`. */
export function importsOf(file: SourceFile): readonly Import[] {
  return collect(file, (node) => {
    if (ts.isImportDeclaration(node)) return read(file, node.moduleSpecifier, isTypeOnlyImport(node));
    if (ts.isExportDeclaration(node)) return read(file, node.moduleSpecifier, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      return read(file, node.argument.literal, true);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      return read(file, node.arguments[0], false);
    }
    return undefined;
  });
}

function read(file: SourceFile, specifier: ts.Expression | undefined, isTypeOnly: boolean): Import | undefined {
  if (!specifier || !ts.isStringLiteralLike(specifier)) return undefined;
  const isOwnFile = specifier.text.startsWith('.') || specifier.text.startsWith('/');
  const target = isOwnFile ? posix.join(posix.dirname(file.path), specifier.text) : specifier.text;
  return { target, isOwnFile, isTypeOnly };
}

function isTypeOnlyImport({ importClause }: ts.ImportDeclaration): boolean {
  return importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}
