/**
 * In how many keys a word was mistyped: letters left out, added, put for another, or two that changed places
 * (optimal string alignment). Answers `most + 1` as soon as it can't be less.
 */
export function mistypedKeys(typed: string, meant: string, most: number): number {
  if (Math.abs(typed.length - meant.length) > most) return most + 1;
  return lastRow(typed, meant, most)?.[meant.length] ?? most + 1;
}

/** The same for the beginning of a longer word: what is still being typed. */
export function mistypedBeginning(typed: string, meant: string, most: number): number {
  const row = lastRow(typed, meant.slice(0, typed.length + most), most);
  return row ? Math.min(...row) : most + 1;
}

/** Undefined when every way is past `most` already. */
function lastRow(typed: string, meant: string, most: number): readonly number[] | undefined {
  let before: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: meant.length + 1 }, (_, place) => place);
  for (let down = 1; down <= typed.length; down += 1) {
    const row = [down];
    for (let across = 1; across <= meant.length; across += 1) {
      const isSame = typed[down - 1] === meant[across - 1];
      const isSwapped =
        down > 1 && across > 1 && typed[down - 1] === meant[across - 2] && typed[down - 2] === meant[across - 1];
      row.push(
        Math.min(
          at(above, across) + 1,
          at(row, across - 1) + 1,
          at(above, across - 1) + (isSame ? 0 : 1),
          isSwapped ? at(before, across - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    if (Math.min(...row) > most) return undefined;
    before = above;
    above = row;
  }
  return above;
}

function at(row: readonly number[], place: number): number {
  return row[place] ?? Number.POSITIVE_INFINITY;
}
