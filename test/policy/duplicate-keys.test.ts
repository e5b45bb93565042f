import ts from 'typescript';
import { keepPromise } from '../architecture/promise.ts';
import { collect, lineOf, readSourceFiles } from '../architecture/source-file.ts';

/** At run time the second of two entries has silently taken the place of the first, so this reads the sources. */
keepPromise('the policy declares nothing twice under one key', {
  files: readSourceFiles('src/policy'),
  breaches: (file) =>
    collect(file, (node) => {
      if (!ts.isObjectLiteralExpression(node)) return undefined;
      const keys = node.properties.flatMap(({ name }) =>
        name && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? [name.text] : [],
      );
      const twice = keys.find((key, place) => keys.indexOf(key) !== place);
      return twice === undefined ? undefined : `has "${twice}" twice in the object on line ${lineOf(node)}`;
    }),
  brokenBy: {
    'src/policy/retention.ts': "export const retention = { orders: { keep: 1 }, 'orders': { keep: 2 } };",
    'src/policy/storage-keys.ts': 'export const storeOfKey = { nested: { lg_sid: 1, lg_sid: 2 } };',
  },
  keptBy: { 'src/policy/rights.ts': 'export const rights = { access: { name: 1 }, erasure: { name: 1 } };' },
});
