import type { MapRow } from './map-rows.ts';

const head = ['Place', 'Category', 'Purposes', 'Legal basis', 'Retention', 'Export', 'Erase'];

/** The data map for a terminal: columns as wide as what is in them, a line each. */
export function printMap(rows: readonly MapRow[]): string {
  const cells = rows.map((row) => [
    row.place,
    row.category,
    listed(row.purposes),
    listed(row.legalBases),
    row.retention,
    row.export,
    row.erase,
  ]);
  const widths = head.map((title, column) =>
    Math.max(...[title, ...cells.map((line) => line[column] ?? '')].map(length)),
  );
  const rule = widths.map((width) => '─'.repeat(width));
  return [head, rule, ...cells]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? '—' : names.join(', ');
}

function length(text: string): number {
  return text.length;
}
