import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../local/reach-database.ts';

/** Texts that occur nowhere else, so that each place where one turns up was reached by what it stands for. */
export type Canaries = Readonly<Record<string, string>>;

export interface Place {
  readonly name: string;
  readonly text: string;
}

/** "the brand is in the table orders", for each canary that is somewhere. */
export function sightings(canaries: Canaries, places: readonly Place[]): readonly string[] {
  return Object.entries(canaries).flatMap(([name, canary]) =>
    places.filter(({ text }) => text.includes(canary)).map((place) => `${name} is in ${place.name}`),
  );
}

/** Every table of the database as it is, the platform's own too, with all its rows. */
export async function tablesAsText(database: Database): Promise<readonly Place[]> {
  const { results } = await database
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'`)
    .all<{ name: string }>();
  return Promise.all(
    results.map(async ({ name }) => {
      const rows = await database.prepare(`SELECT * FROM "${name}"`).all();
      return { name: `the table ${name}`, text: JSON.stringify(rows.results) };
    }),
  );
}

/** Every file below a folder, byte for byte: what was deleted or overwritten may still lie in it. */
export function filesAsText(folder: string): readonly (Place & { readonly path: string })[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return { name: `the file ${entry.name}`, path: file, text: readFileSync(file, 'latin1') };
    });
}
