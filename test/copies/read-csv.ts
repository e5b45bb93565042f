/** The cells of an RFC 4180 file: written apart from the code that makes one. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /("(?:[^"]|"")*"|[^,\r\n"]*)(,|\r\n)/y;
  const body = text.replace(/^\uFEFF/, '');
  for (cell.lastIndex = 0; cell.lastIndex < body.length; ) {
    const found = cell.exec(body);
    if (!found) throw new Error('This is no CSV as RFC 4180 has it');
    const [, value = '', end] = found;
    row.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
