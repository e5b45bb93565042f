import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** docs/law.md, against what there is. */
interface Duty {
  readonly duty: string;
  readonly places: readonly string[];
  readonly test: string;
  /** What the file of the test calls it. */
  readonly title: string;
}

const written = readFileSync('docs/law.md', 'utf8');
const duties = dutiesOf(written);

function dutiesOf(markdown: string): readonly Duty[] {
  const rows = markdown.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| Duty'));
  return rows.map((row) => {
    const [duty = '', where = '', proof = ''] = row.replace(/^\| | \|$/g, '').split(' | ');
    const [, test = '', title = ''] = /^`([^`]+)` “(.+)”$/.exec(proof) ?? [];
    return { duty, places: [...where.matchAll(/`([^`]+)`/g)].map(([, place = '']) => place), test, title };
  });
}

it('has the duties of every chapter', () => {
  expect(duties.length).toBeGreaterThan(30);
  for (const act of [
    '2011/83/EU',
    '2005/29/EC',
    '98/6/EC',
    '2000/31/EC',
    '2019/771',
    '2023/988',
    '2018/302',
    '2019/882',
    '2023/2673',
    '2025/1960',
    '2024/3228',
    '2013/11/EU',
    '1007/2011',
    '1223/2009',
    '2002/58/EC',
    'Consumer Contracts Regulations 2013',
    'Consumer Rights Act 2015',
  ]) {
    expect(written, act).toContain(act);
  }
});

describe.each(duties)('$duty', ({ places, test, title }) => {
  it('has a place, and each place is there', () => {
    expect(places).not.toEqual([]);
    expect(places.filter((place) => !existsSync(place))).toEqual([]);
  });

  it('has a test, which is there under its name', () => {
    expect(test).toMatch(/^test\/.+\.test\.ts$/);
    expect(title).not.toBe('');
    expect(readFileSync(test, 'utf8')).toContain(title);
  });
});

it('names only files of the owner’s that there are', () => {
  const [, owners = ''] = written.split('## What only the owner can add');
  const files = [...owners.matchAll(/`(src\/[^`]+)`/g)].map(([, file = '']) => file);
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});
