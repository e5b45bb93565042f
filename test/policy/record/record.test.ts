import { ELEMENT_NODE, parse, TEXT_NODE, walkSync } from 'ultrahtml';
import { describe, expect, it } from 'vitest';
import { readDeclarations } from '../../../src/policy/policy.ts';
import { type Declared, isPersonal } from '../../../src/policy/policy-schema.ts';
import { mapRows } from '../../../src/policy/record/map-rows.ts';
import { printMap } from '../../../src/policy/record/print-map.ts';
import { recordAsCsv } from '../../../src/policy/record/record-as-csv.ts';
import { recordAsHtml } from '../../../src/policy/record/record-as-html.ts';
import { recordOfProcessing } from '../../../src/policy/record/record-of-processing.ts';

const declared = readDeclarations();
const details = { legalName: 'Lien "Paris" S.A., & Fils <ltd>', postalAddress: null };
const rows = mapRows(declared);
const record = recordOfProcessing(declared, details, '2026-11-23');

/** What every form of the record must name. */
const toBeNamed = {
  tables: [...Object.keys(declared.dataMap), ...Object.keys(declared.analyticsMap)],
  purposes: Object.values(declared.purposes).map(({ name }) => name),
  recipients: Object.values(declared.recipients).map(({ name }) => name),
  periods: Object.values(declared.retention).map(({ name }) => name),
};
const everyName = Object.values(toBeNamed).flat();

describe('the data map as a table', () => {
  const printed = printMap(rows);

  it('has a line for every column, every field of a message and every field of a call', () => {
    const tables = [...Object.entries(declared.dataMap), ...Object.entries(declared.analyticsMap)];
    const columns = tables.flatMap(([table, entry]) =>
      (isPersonal(entry) ? Object.keys(entry.columns) : entry.columns).map((column) => `${table}.${column}`),
    );
    const fields = [
      ...Object.values(declared.queueMap).flatMap((queue) => Object.keys(queue.fields)),
      ...declared.outboundCalls.flatMap((call) => [
        ...Object.keys({ ...call.headers, ...call.sends }),
        ...Object.keys(call.reads),
      ]),
    ];
    expect(columns.length).toBeGreaterThan(50);
    expect(rows.map(({ place }) => place)).toEqual([...columns, ...fields]);
    for (const place of [...columns, ...fields]) expect(printed).toContain(`  ${place} `);
  });

  it('gives purpose, legal basis, period, export and erasure of a column', () => {
    expect(rows.find(({ place }) => place === 'orders.email')).toEqual({
      within: 'Database',
      place: 'orders.email',
      category: 'order-information',
      purposes: ['fulfil-order', 'send-updates'],
      legalBases: ['Art. 6(1)(b)'],
      retention: '7 years from the payment',
      export: 'yes',
      erase: 'keep-what-tax-law-needs',
    });
    expect(rows.find(({ place }) => place === 'access_log.staff_email')).toMatchObject({
      purposes: ['prevent-fraud'],
      retention: '1 year from the act',
      export: 'no: it names one of our staff, whose data it is too',
      erase: 'keep-without-identity',
    });
    expect(rows.find(({ place }) => place === 'access_log.why')?.export).toBe('yes');
    expect(rows.find(({ place }) => place === 'order_lines.sku')?.retention).toBe(
      'with orders: 7 years from the payment',
    );
    expect(rows.find(({ place }) => place === 'holds.sku')?.retention).toBe('until checkouts are settled');
    expect(rows.find(({ place }) => place === 'stock.held')).toMatchObject({
      category: 'no personal data',
      purposes: [],
    });
  });

  it('leaves no personal field without a purpose and a legal basis', () => {
    const personal = rows.filter(({ category }) => category !== 'none' && category !== 'no personal data');
    expect(personal.length).toBeGreaterThan(50);
    expect(personal.filter(({ purposes, legalBases }) => purposes.length === 0 || legalBases.length === 0)).toEqual([]);
  });
});

describe('the record of processing', () => {
  it.each([
    ['CSV', recordAsCsv(record)],
    ['HTML', textOf(recordAsHtml(record, rows))],
  ])('names every table, purpose, recipient and period as %s', (_form, text) => {
    expect(everyName.length).toBeGreaterThan(30);
    expect(everyName.filter((name) => !text.includes(name))).toEqual([]);
  });

  it('names a purpose, a recipient and a period that is declared tomorrow', () => {
    const tomorrow = structuredClone(declared);
    addRefunds(tomorrow);
    const made = recordOfProcessing(tomorrow, details, '2026-11-23');
    for (const text of [recordAsCsv(made), textOf(recordAsHtml(made, mapRows(tomorrow)))]) {
      for (const name of ['Give money back', 'The bank', 'Refunds: 90 days from the refund', 'refunds']) {
        expect(text).toContain(name);
      }
    }
  });

  it('has a line of as many cells for each purpose and for each table without personal data', () => {
    const [head, ...lines] = readCsv(recordAsCsv(record));
    const tables = [...Object.values(declared.dataMap), ...Object.values(declared.analyticsMap)];
    const free = tables.filter((table) => !isPersonal(table));
    expect(lines).toHaveLength(Object.keys(declared.purposes).length + free.length);
    for (const line of lines) expect(line).toHaveLength(head?.length ?? 0);
    expect(lines[0]?.[0]).toContain('Legal name: Lien "Paris" S.A., & Fils <ltd>\n');
    expect(lines[0]?.[0]).toContain('Postal address: not yet given by the owner');
  });

  it('has no cell that a spreadsheet would take for a formula', () => {
    expect(
      readCsv(recordAsCsv(record))
        .flat()
        .filter((cell) => /^[=+@\t-]/.test(cell)),
    ).toEqual([]);
  });

  it('is a page that closes what it opens, means what it shows, and asks no other address', async () => {
    const html = recordAsHtml(record, rows);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">/);
    expect(html).toContain('<dd>Lien &quot;Paris&quot; S.A., &amp; Fils &lt;ltd&gt;</dd>');
    expect(unbalanced(html)).toEqual([]);
    expect(html).not.toMatch(/\b(src|href|action|srcset)=|url\(|@import|https?:\/\//);
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

function addRefunds(into: Declared): void {
  into.purposes['give-back'] = {
    name: 'Give money back',
    dataUsed: 'Payment',
    stands: 'policy',
    legalBasis: 'contract',
    categories: ['payment-status'],
    people: ['customers'],
  };
  into.recipients['bank'] = {
    name: 'The bank',
    purpose: 'Refunds',
    location: 'EU',
    role: 'controller',
    serves: ['give-back'],
    safeguard: 'none needed',
    reachedBy: [],
    sees: ['payment-status'],
  };
  into.retention['refunds'] = {
    name: 'Refunds',
    words: 'what was given back',
    stands: 'annex',
    categories: ['payment-status'],
    keep: { days: 90 },
    from: 'the refund',
  };
  into.dataMap['refunds'] = {
    holds: 'What was given back.',
    purposes: ['give-back'],
    retention: 'refunds',
    subject: { through: 'orders', column: 'order_number' },
    export: 'all-columns',
    erase: 'delete',
    columns: { order_number: 'payment-status' },
  };
}

/** RFC 4180, read by its own rules: quoted cells may hold commas, line ends and doubled quotes. */
function readCsv(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let place = 0; place < text.length; place++) {
    const character = text[place] ?? '';
    if (isQuoted && character === '"' && text[place + 1] === '"') {
      cell += '"';
      place++;
    } else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === ',' || text.startsWith('\r\n', place))) {
      lines.at(-1)?.push(cell);
      cell = '';
      if (character === '\r') {
        lines.push([]);
        place++;
      }
    } else cell += character;
  }
  return lines.filter((line) => line.length > 0);
}

/** The tags that close nothing, or are not closed. */
function unbalanced(html: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, slash, name = ''] of html.replace(/<style>[^<]*/, '<style>').matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
    if (name === 'meta') continue;
    if (!slash) open.push(name);
    else if (open.pop() !== name) wrong.push(`</${name}>`);
  }
  return [...wrong, ...open];
}

function textOf(html: string): string {
  const words: string[] = [];
  walkSync(parse(html), (node) => {
    if (node.type === TEXT_NODE) words.push(node.value);
    if (node.type === ELEMENT_NODE) words.push(' ');
  });
  const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return words.join('').replace(/&(\w+);/g, (reference, name: string) => characters[name] ?? reference);
}
