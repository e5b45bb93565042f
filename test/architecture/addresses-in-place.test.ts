import { describe, expect, test } from 'vitest';
import { writeAddresses } from '../../src/addresses-in-place.ts';
import { answeringPaths, sitePaths } from '../../src/paths.ts';

const both = `import { apiPaths, paths } from '../paths.ts';\n`;
const added = `\nimport { pathHere } from '../words/path-here.ts';\n`;

describe('in what browsers load an address stands where it is named', () => {
  test('as the table has it, and by the same function where it is made of something, in the page’s language', () => {
    expect(writeAddresses(`${both}fetch(apiPaths.checkout); go(paths.order(link));`)).toBe(
      `${both}fetch(pathHere(${JSON.stringify(answeringPaths.checkout)})); go(((...given) => pathHere((${String(sitePaths.order)})(...given)))(link));${added}`,
    );
  });

  test('and without a language where it has none', () => {
    expect(writeAddresses(`${both}fetch(apiPaths.staffMe); fetch(paths.searchPart('ja', 'pieces'));`)).toBe(
      `${both}fetch(${JSON.stringify(answeringPaths.staffMe)}); fetch((${String(sitePaths.searchPart)})('ja', 'pieces'));${added}`,
    );
  });

  test.each([
    ['in a module that imports no table', 'paths.map(go); apiPaths.checkout;'],
    ['of a table that is not imported', `import { apiPaths } from '../paths.ts';\npaths.order();`],
    ['of something that has the name of a table', `${both}device.paths.order; my_paths.order; './paths.order';`],
    ['of a name that is not in the table', `${both}paths.map(go);`],
    ['of a table that has another name there', `import { paths as ways } from '../paths.ts';\npaths.order();`],
  ])('and nothing is touched %s', (_, code) => {
    expect(writeAddresses(code)).toBe(code);
  });
});
