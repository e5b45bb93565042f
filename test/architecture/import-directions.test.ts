import { importsOf } from './imports.ts';
import { keepPromise } from './promise.ts';
import { readSourceFiles, type SourceFile } from './source-file.ts';

const sharedWithTheWorker = [
  'src/policy/',
  'src/catalog/',
  'src/bag/',
  'src/orders/',
  'src/api/',
  'src/words/',
  'src/languages.ts',
  'src/paths.ts',
];
const seenByShoppersOnly = ['src/pages/', 'src/layouts/', 'src/components/', 'src/browser/'];

function startsWithAny(path: string, starts: readonly string[]): boolean {
  return starts.some((start) => path.startsWith(start));
}

function ownImports(file: SourceFile): readonly string[] {
  return importsOf(file).flatMap(({ target, isOwnFile }) => (isOwnFile ? [target] : []));
}

keepPromise('the Worker takes from the site only what both sides share', {
  files: readSourceFiles('functions'),
  breaches: (file) =>
    ownImports(file)
      .filter((target) => !startsWithAny(target, ['functions/', ...sharedWithTheWorker]))
      .map((target) => `imports ${target}`),
  brokenBy: {
    'functions/orders/routes.ts': "import { readBag } from '../../src/browser/storage.ts';",
    'functions/app.ts': "export * from '../test/stand-ins/mailbox.ts';",
    'functions/mail/compose.ts': "const house = await import('../../src/content/house.ts');",
  },
  keptBy: {
    'functions/checkout/price.ts': `
      import { Hono } from 'hono';
      import { formatMoney } from '../../src/catalog/money.ts';
      import { paths } from '../../src/paths.ts';
      import { hold } from '../stock/queries.ts';`,
  },
});

keepPromise('the site takes nothing from the Worker, nor from the tests', {
  files: readSourceFiles('src'),
  breaches: (file) =>
    ownImports(file)
      .filter((target) => startsWithAny(target, ['functions/', 'test/']))
      .map((target) => `imports ${target}`),
  brokenBy: {
    'src/catalog/item.ts': "import type { Config } from '../../functions/config.ts';",
    'src/pages/index.astro': "---\nimport { secretNames } from '../../functions/config.ts';\n---\n<p></p>",
    'src/pages/bag.astro': "<script>\nimport { stock } from '../../functions/stock/queries.ts';\n</script>",
  },
  keptBy: { 'src/catalog/stock.ts': "import { functions } from './functions/names.ts';" },
});

keepPromise('what the Worker shares depends on no page, component or browser', {
  files: readSourceFiles('src').filter(({ path }) => startsWithAny(path, sharedWithTheWorker)),
  breaches: (file) =>
    ownImports(file)
      .filter((target) => startsWithAny(target, seenByShoppersOnly))
      .map((target) => `imports ${target}`),
  brokenBy: { 'src/bag/read-bag.ts': "import { storage } from '../browser/storage.ts';" },
  keptBy: { 'src/bag/read-bag.ts': "import { maxLines } from './bag.ts';" },
});

keepPromise('the policy imports nothing but Zod', {
  files: readSourceFiles('src/policy'),
  breaches: (file) =>
    importsOf(file)
      .filter(({ target, isOwnFile }) => (isOwnFile ? !target.startsWith('src/policy/') : target !== 'zod'))
      .map(({ target }) => `imports ${target}`),
  brokenBy: {
    'src/policy/recipients.ts': "import { paths } from '../paths.ts';",
    'src/policy/rights.ts': "import { readFileSync } from 'node:fs';",
  },
  keptBy: { 'src/policy/purposes.ts': "import { z } from 'zod';\nimport type { Category } from './categories.ts';" },
});
