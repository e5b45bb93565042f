import { makeZip } from 'client-zip';
import type { Language } from '../../src/languages.ts';
import { language } from '../../src/words/language.ts';
import { inLanguage } from '../words/in-language.ts';
import type { PersonCopy } from './person-copy.ts';
import { writeCsv } from './write-csv.ts';
import { writeDataJson } from './write-json.ts';
import { writePage } from './write-page.ts';

interface Entry {
  readonly name: string;
  readonly input: AsyncGenerator<string>;
  readonly lastModified: Date;
}

/**
 * The answer to an access request: a page to read, and the same as JSON and as CSV. The
 * archive is made while it is read, a page of rows at a time, and each file reads the
 * rows anew: nothing of it is ever held as a whole. No chunk may be empty: client-zip
 * takes an empty one for the end of its file.
 */
export function accessPackage(copy: PersonCopy): ReadableStream<Uint8Array> {
  return makeZip(entriesOf(copy, language()));
}

function* entriesOf(copy: PersonCopy, spoken: Language): Generator<Entry> {
  const lastModified = new Date(copy.shop.now);
  yield { name: 'index.html', input: inLanguageThroughout(spoken, writePage(copy)), lastModified };
  yield { name: 'data.json', input: writeDataJson(copy), lastModified };
  for (const table of copy.tables) {
    yield { name: `csv/${table.name}.csv`, input: writeCsv(copy, table), lastModified };
  }
}

/** The archive is read when the answer has begun to go out, and by whom is not ours to say: so each piece is told its language. */
async function* inLanguageThroughout(spoken: Language, texts: AsyncGenerator<string>): AsyncGenerator<string> {
  const next = () => inLanguage(spoken, () => texts.next());
  for (let piece = await next(); !piece.done; piece = await next()) yield piece.value;
}
