import ts from 'typescript';
import { importsOf } from './imports.ts';
import { keepPromise } from './promise.ts';
import { collect, lineOf, readSourceFiles, type SourceFile } from './source-file.ts';

const storageOwner = 'src/browser/storage.ts';
/** Says on the privacy page what is in this browser and should not be, so it has to look everywhere. It writes nowhere. */
const inspector = 'src/browser/inspect-device.ts';
const declaredKinds = ['localStorage', 'sessionStorage'];
/** The policy's list of what the browser keeps is complete, so these are used by nothing at all. */
const undeclaredKinds = ['indexedDB', 'caches', 'cookieStore', 'serviceWorker', 'openDatabase'];

/** Every method by which one of the storages comes to hold something, or to exist. */
const writingMethods = ['setItem', 'set', 'put', 'add', 'addAll', 'open', 'register', 'defineProperty', 'assign'];

function storageTouches(file: SourceFile): readonly string[] {
  if (file.path === inspector) return [];
  const forbidden = file.path === storageOwner ? undeclaredKinds : [...declaredKinds, ...undeclaredKinds];
  return collect(file, (node) => {
    if (ts.isIdentifier(node) && forbidden.includes(node.text)) return `touches ${node.text} on line ${lineOf(node)}`;
    if (ts.isStringLiteralLike(node) && forbidden.includes(node.text))
      return `names ${node.text} on line ${lineOf(node)}`;
    if (ts.isPropertyAccessExpression(node) && node.getText() === 'document.cookie') {
      return `touches document.cookie on line ${lineOf(node)}`;
    }
    return undefined;
  });
}

keepPromise(
  `[storage.no-cookies] only ${storageOwner} keeps anything in the browser, and only in the two declared storages`,
  {
    files: readSourceFiles('src').filter(({ path }) => !path.startsWith('src/policy/')),
    breaches: storageTouches,
    brokenBy: {
      'src/browser/bag.ts': "localStorage.setItem('luxevault_cart', text);",
      'src/browser/session.ts': 'const storage = window.sessionStorage;',
      'src/browser/indirect.ts': "const storage = window['localStorage'];",
      'src/components/Notice.astro': "<script>\n  document.cookie = 'seen=1';\n</script>",
      'src/layouts/Page.astro': "<script is:inline>navigator.serviceWorker.register('/worker.js')</script>",
      [storageOwner]: "await caches.open('pages');",
    },
    keptBy: {
      [storageOwner]: 'export const kept = localStorage.getItem(key) ?? sessionStorage.getItem(key);',
      'src/browser/bag.ts': '// localStorage is read by storage.ts alone.\nexport const nothing = 0;',
    },
  },
);

keepPromise(`[storage.no-cookies] ${inspector} looks and deletes, and writes nowhere`, {
  files: readSourceFiles('src').filter(({ path }) => path === inspector),
  breaches: (file) =>
    collect(file, (node) => {
      if (ts.isPropertyAccessExpression(node) && writingMethods.includes(node.name.text)) {
        return `calls ${node.name.text} on line ${lineOf(node)}`;
      }
      if (ts.isStringLiteralLike(node) && writingMethods.includes(node.text)) {
        return `names ${node.text} on line ${lineOf(node)}`;
      }
      // request.onsuccess = … waits for an answer; any other assignment to a property could be a key or a cookie.
      const isWritten = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
      const isHandler = isWritten && /^request\.on[a-z]+$/.test(node.left.getText());
      const isProperty =
        isWritten && (ts.isPropertyAccessExpression(node.left) || ts.isElementAccessExpression(node.left));
      return isProperty && !isHandler ? `writes ${node.left.getText()} on line ${lineOf(node)}` : undefined;
    }),
  brokenBy: {
    [inspector]: "storage.setItem('seen', '1');",
    'src/browser/with-a-cookie.ts': "document.cookie = 'seen=1; Max-Age=0';",
    'src/browser/with-a-key.ts': "localStorage['seen'] = '1';",
    'src/browser/with-a-database.ts': "indexedDB.open('seen');",
    'src/browser/with-a-named-method.ts': "const keep = storage['setItem'];",
  },
  keptBy: { [inspector]: 'storage.removeItem(name);\nrequest.onsuccess = () => resolve();' },
});

keepPromise('[storage.no-cookies] the Worker sets no cookie', {
  files: readSourceFiles('functions'),
  breaches: (file) => [
    ...importsOf(file).flatMap(({ target }) => (target === 'hono/cookie' ? ['imports hono/cookie'] : [])),
    ...collect(file, (node) =>
      ts.isStringLiteralLike(node) && /^set-cookie$/i.test(node.text)
        ? `names Set-Cookie on line ${lineOf(node)}`
        : undefined,
    ),
  ],
  brokenBy: {
    'functions/app.ts': "import { setCookie } from 'hono/cookie';",
    'functions/answer.ts': "answer.headers.append('set-cookie', 'seen=1');",
  },
  keptBy: { 'functions/answer.ts': "answer.headers.set('Cache-Control', 'no-store');" },
});
