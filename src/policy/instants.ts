/** Whether a column holds an instant, milliseconds since the epoch: their names say so. */
export function isInstant(column: string): boolean {
  return column === 'at' || column.endsWith('_at') || column === 'extended_to';
}
