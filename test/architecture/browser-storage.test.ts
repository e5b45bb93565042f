import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { importsOf } from './imports.ts';
import { keepPromise } from './promise.ts';
import { collect, lineOf, parseSourceFile, readSourceFiles, type SourceFile } from './source-file.ts';

const storageOwner = 'src/browser/storage.ts';
/** Says on the privacy page what is in this browser and should not be, so it has to look everywhere. It writes nowhere. */
const inspector = 'src/browser/inspect-device.ts';
/**
 * Comes with every counted page and is smaller than storage.ts alone, so it goes to the stores itself: only ever like this.
 * docs/decisions/2026-11-26-the-beacon-touches-storage-itself.md
 */
const beacon = 'src/browser/page-views/beacon.ts';
const whatTheBeaconMayTouch: Readonly<Record<string, readonly string[]>> = {
  sessionStorage: ['lg_sid'],
  localStorage: ['lg_session'],
};
const declaredKinds = ['localStorage', 'sessionStorage'];
/** The policy's list of what the browser keeps is complete, so these are used by nothing at all. */
const undeclaredKinds = ['indexedDB', 'caches', 'cookieStore', 'serviceWorker', 'openDatabase'];

/** Every method by which one of the storages comes to hold something, or to exist. */
const writingMethods = ['setItem', 'set', 'put', 'add', 'addAll', 'open', 'register', 'defineProperty', 'assign'];

/** A sentence for each use of a store that is not `store['key' satisfies StorageKey]`, or that writes into localStorage. */
function beaconTouches(file: SourceFile): readonly string[] {
  return collect(file, (node) => {
    if (!ts.isIdentifier(node) || !declaredKinds.includes(node.text)) return undefined;
    const use = node.parent;
    const key = ts.isElementAccessExpression(use) && use.expression === node ? use.argumentExpression : undefined;
    const isNamed = key && ts.isSatisfiesExpression(key) && ts.isStringLiteral(key.expression);
    const name = isNamed && ts.isStringLiteral(key.expression) ? key.expression.text : undefined;
    if (!name || key?.getText() !== `'${name}' satisfies StorageKey`)
      return `uses ${use.getText()} on line ${lineOf(node)}`;
    if (!whatTheBeaconMayTouch[node.text]?.includes(name)) return `touches ${name} in ${node.text}`;
    const isRead = ts.isCallExpression(use.parent) || ts.isTemplateSpan(use.parent);
    return isRead || node.text === 'sessionStorage' ? undefined : `writes ${name} on line ${lineOf(node)}`;
  });
}

function storageTouches(file: SourceFile): readonly string[] {
  if (file.path === inspector) return [];
  const mayUseStores = file.path === storageOwner || file.path === beacon;
  const forbidden = mayUseStores ? undeclaredKinds : [...declaredKinds, ...undeclaredKinds];
  const ofTheBeacon = file.path === beacon ? beaconTouches(file) : [];
  const touches = collect(file, (node) => {
    if (ts.isIdentifier(node) && forbidden.includes(node.text)) return `touches ${node.text} on line ${lineOf(node)}`;
    if (ts.isStringLiteralLike(node) && forbidden.includes(node.text))
      return `names ${node.text} on line ${lineOf(node)}`;
    if (ts.isPropertyAccessExpression(node) && node.getText() === 'document.cookie') {
      return `touches document.cookie on line ${lineOf(node)}`;
    }
    return undefined;
  });
  return [...ofTheBeacon, ...touches];
}

keepPromise(
  `[storage.no-cookies] only ${storageOwner}, and the beacon for lg_sid, keep anything in the browser, and only in the two declared storages`,
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
      [beacon]: "sessionStorage['lg_currency' satisfies StorageKey] = 'EUR';",
      'src/browser/page-views/another.ts': "sessionStorage['lg_sid' satisfies StorageKey] = '';",
    },
    keptBy: {
      [beacon]:
        "delete sessionStorage['lg_sid' satisfies StorageKey];\n/x/.test(localStorage['lg_session' satisfies StorageKey]);",
      [storageOwner]: 'export const kept = localStorage.getItem(key) ?? sessionStorage.getItem(key);',
      'src/browser/bag.ts': '// localStorage is read by storage.ts alone.\nexport const nothing = 0;',
    },
  },
);

describe('the beacon is let no further into the stores than its exemption says', () => {
  it.each([
    "localStorage['lg_session' satisfies StorageKey] = '';",
    "delete localStorage['lg_session' satisfies StorageKey];",
    "sessionStorage['lg_session' satisfies StorageKey] = '';",
    "sessionStorage['lg_sid'] = '';",
    "sessionStorage['lg_sid' satisfies string] = '';",
    'sessionStorage[key] = id;',
    "sessionStorage.setItem('lg_sid', id);",
    'const store = sessionStorage;',
    "indexedDB.open('views');",
  ])('catches %s', (text) => {
    expect(storageTouches(parseSourceFile(beacon, text))).not.toEqual([]);
  });
});

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
