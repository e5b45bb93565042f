import type { D1Database } from '@cloudflare/workers-types';
import { figureNames } from '../../../src/api/page-view-answers.ts';
import { csvCell } from '../../copies/write-csv.ts';
import { type CounterRow, selectCounters } from './queries.ts';
import type { FigureWish } from './read-period.ts';

/** Excel takes a file for UTF-8 only when it begins with this. */
const byteOrderMark = '\uFEFF';
const head = ['period', 'dimension', 'starts_at', 'value', 'views', 'visits', 'timed_views', 'milliseconds'];
/** Rows that are held at once. */
const rowsPerPage = 2_000;

/** The counters of the period as they are stored, as RFC 4180 has tables: a page after another, as it is read. */
export function writeCounters(analytics: D1Database, wish: FigureWish): ReadableStream<Uint8Array> {
  const lines = countersAsCsv(analytics, wish);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) return controller.close();
      controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}

async function* countersAsCsv(analytics: D1Database, wish: FigureWish): AsyncGenerator<string, undefined> {
  yield byteOrderMark + line(head);
  for (const dimension of ['all', ...figureNames]) {
    let after = { startsAt: wish.from, value: '' };
    for (;;) {
      const page = { period: wish.by, dimension, after, until: wish.until, limit: rowsPerPage };
      const rows = await selectCounters(analytics, page);
      if (rows.length > 0) yield rows.map((row) => line(cellsOf(wish.by, dimension, row))).join('');
      const last = rows.at(-1);
      if (!last || rows.length < rowsPerPage) break;
      after = { startsAt: last.startsAt, value: last.value };
    }
  }
}

function cellsOf(by: string, dimension: string, row: CounterRow): (string | number)[] {
  const { views, visits, timedViews, milliseconds } = row;
  return [by, dimension, new Date(row.startsAt).toISOString(), row.value, views, visits, timedViews, milliseconds];
}

function line(cells: readonly (string | number)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
