import { cellsOf, groupsOf, type MapRow, mapHead } from './map-rows.ts';

/** The data map for a terminal: a table for each place where data lies or passes, its columns as wide as their words. */
export function printMap(rows: readonly MapRow[]): string {
  return groupsOf(rows)
    .map(([within, group]) => `${within}\n\n${printTable(group.map(cellsOf))}`)
    .join('\n\n\n');
}

function printTable(lines: readonly (readonly string[])[]): string {
  const widths = mapHead.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const rule = widths.map((width) => '─'.repeat(width));
  return [mapHead, rule, ...lines]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join('\n');
}
