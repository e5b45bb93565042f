import { describe, expect, it } from 'vitest';
import {
  compareQueues,
  compareTables,
  type DeclaredQueues,
  type FoundTable,
} from '../../src/policy/compare-data-map.ts';
import type { FreeTable, TableDeclaration } from '../../src/policy/tables/declaration.ts';

const declared: Readonly<Record<string, TableDeclaration | FreeTable>> = {
  orders: {
    holds: 'Orders.',
    purposes: ['fulfil-order'],
    retention: 'orders',
    subject: { emailColumn: 'email' },
    export: 'all-columns',
    erase: 'delete',
    columns: { number: 'transaction-records', email: 'order-information' },
  },
  stock: { freeOfPersonalData: 'Counts.', columns: ['sku', 'held'] },
};
const orders: FoundTable = { name: 'orders', columns: ['number', 'email'] };
const stock: FoundTable = { name: 'stock', columns: ['sku', 'held'] };

describe('the data map against the tables of a database', () => {
  it('agrees with the database that it declares, whatever the order', () => {
    expect(compareTables([orders, stock], declared)).toEqual([]);
    expect(compareTables([stock, { ...orders, columns: ['email', 'number'] }], declared)).toEqual([]);
  });

  it('leaves out the tables of the platform, and no other', () => {
    const system = { name: 'd1_migrations', columns: ['id', 'name', 'applied_at'] };
    expect(compareTables([orders, stock, system], declared)).toEqual([]);
    expect(compareTables([orders, stock, { ...system, name: 'd1_customers' }], declared)).toHaveLength(1);
  });

  it('gives the whole entry for a table that nobody declared, with the categories that are known', () => {
    const [sentence, ...more] = compareTables(
      [orders, stock, { name: 'reviews', columns: ['id', 'email', 'stars'] }],
      declared,
    );
    expect(more).toEqual([]);
    expect(sentence).toMatch(
      /^The table reviews is in the database, which is ahead, and not declared\. Add to dataMap/,
    );
    expect(sentence).toContain("  reviews: {\n    holds: '…', purposes: ['…'], retention: '…',");
    expect(sentence).toContain("      id: '…',\n      email: 'order-information',\n      stars: '…',\n");
  });

  it('gives the very line for a column that nobody declared', () => {
    expect(compareTables([{ ...orders, columns: [...orders.columns, 'tax_id'] }, stock], declared)).toEqual([
      'The column orders.tax_id is in the database, which is ahead, and not declared. ' +
        "Add the line tax_id: '…', to dataMap.orders.columns in src/policy/data-map.ts.",
    ]);
    expect(compareTables([orders, { ...stock, columns: [...stock.columns, 'email'] }], declared)).toEqual([
      expect.stringMatching(
        /^The column stock\.email .* Add the line 'email', to dataMap\.stock\.columns .*\(or declare/,
      ),
    ]);
  });

  it('tells a table that is declared and not there', () => {
    expect(compareTables([orders], declared)).toEqual([
      'The table stock is declared and the database, which is behind, has none. Add the migration that makes it in ' +
        'functions/migrations, or take dataMap.stock out of src/policy/data-map.ts.',
    ]);
  });

  it('tells a column that is declared and not there, with the nearest that is', () => {
    const sentences = compareTables([{ ...orders, columns: ['number', 'e_mail'] }, stock], declared);
    expect(sentences).toEqual([
      expect.stringMatching(/^The column orders\.e_mail is in the database, which is ahead/),
      expect.stringMatching(/^The column orders\.email is declared and the database, which is behind, .* "e_mail"\?/),
    ]);
    expect(compareTables([orders, { ...stock, columns: ['sku'] }], declared)).toEqual([
      expect.stringMatching(/^The column stock\.held is declared/),
    ]);
  });

  it('is no check when it looked at no table', () => {
    const nothing = ['The check looked at no table: the database is empty, or it was not migrated.'];
    expect(compareTables([], declared)).toEqual(nothing);
    expect(compareTables([{ name: 'd1_migrations', columns: ['id'] }], {})).toEqual(nothing);
  });
});

describe('the data map against the queues', () => {
  const queues: DeclaredQueues = {
    mail: { holds: 'Numbers.', purposes: ['send-updates'], kept: 'a day', fields: { mailId: 'message-log' } },
  };

  it('agrees with the queues that it declares', () => {
    expect(compareQueues([{ name: 'mail', fields: ['mailId'] }], queues)).toEqual([]);
  });

  it('tells a queue and a field that nobody declared, with what to add', () => {
    expect(compareQueues([{ name: 'mail', fields: ['mailId', 'to'] }], queues)).toEqual([
      `Messages of mail have the field "to". Add the line to: '…', to queueMap.mail.fields in src/policy/data-map.ts.`,
    ]);
    expect(
      compareQueues(
        [
          { name: 'mail', fields: ['mailId'] },
          { name: 'erasures', fields: ['id'] },
        ],
        queues,
      ),
    ).toEqual([expect.stringContaining("erasures: { holds: '…', purposes: ['…'], kept: '…', fields: { id: '…' } },")]);
  });

  it('tells a queue and a field that are declared and not there', () => {
    expect(compareQueues([{ name: 'mail', fields: [] }], queues)).toEqual([expect.stringMatching('Take it out')]);
    expect(compareQueues([{ name: 'post', fields: [] }], queues)).toContainEqual(
      expect.stringMatching(/^The queue mail is declared and wrangler\.toml has no producer/),
    );
  });

  it('is no check when it looked at no queue', () => {
    expect(compareQueues([], {})).toEqual(['The check looked at no queue.']);
  });
});
