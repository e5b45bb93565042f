import ts from 'typescript';
import { keepPromise } from './promise.ts';
import { collect, lineOf, readSourceFiles } from './source-file.ts';

const statement =
  /^\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|REPLACE\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|(CREATE|DROP|ALTER)\s+(TABLE|INDEX|UNIQUE|TRIGGER|VIEW)|PRAGMA\s|WITH\s+\w+(\s*\([^)]*\))?\s+AS\s)/;

keepPromise('SQL stands in queries.ts and in migrations', {
  files: readSourceFiles('functions', 'src').filter(({ path }) => !path.endsWith('/queries.ts')),
  breaches: (file) =>
    collect(file, (node) => {
      const text = readText(node);
      if (text !== undefined && statement.test(text)) return `has SQL on line ${lineOf(node)}`;
      if (ts.isCallExpression(node) && calledName(node) === 'prepare') return `prepares SQL on line ${lineOf(node)}`;
      return undefined;
    }),
  brokenBy: {
    'functions/stock/hold-stock.ts': "const held = 'UPDATE stock SET held = held + 1 WHERE sku = ?';",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the wrong example is itself a template.
    'functions/orders/find.ts': 'const text = `\n  SELECT number FROM orders WHERE state = ${state}`;',
    'functions/orders/hidden.ts': 'const rows = database.prepare(text).all();',
  },
  keptBy: {
    'functions/stock/hold-stock.ts': "const sentence = 'Select a size to hold it. Update it later.';",
  },
});

function readText(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.head.text : undefined;
}

function calledName({ expression }: ts.CallExpression): string | undefined {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}
