import { expect, test } from 'vitest';
import { csvCell } from '../../functions/copies/write-csv.ts';
import { readCsv } from './read-csv.ts';

test.each([
  '=1+1',
  '+33 1 23',
  '-1+1',
  '@SUM(A1)',
  '\tstart',
  '\rstart',
  '\nstart',
  '＝1',
  '＋1',
  '－1',
  '＠A1',
  `=cmd|'/C calc'!A0`,
])('a text that a spreadsheet would run stays text: %j', (text) => {
  expect(readCsv(`${csvCell(text)}\r\n`)).toEqual([[`'${text}`]]);
});

test('a number is left as it is, a negative one too', () => {
  expect([csvCell(-5), csvCell(0), csvCell(1_700_000_000_000), csvCell(null)]).toEqual([
    '-5',
    '0',
    '1700000000000',
    '',
  ]);
});

test('quotes, commas and line breaks come back as they went', () => {
  const texts = ['"with love",\r\nAda', 'a,b', 'plain', '', 'line\nbreak', "'quoted"];
  expect(readCsv(`${texts.map(csvCell).join(',')}\r\n`)).toEqual([texts]);
});
