/**
 * `npm run policy:map`: the data map as a table. Other forms of the same declarations:
 *
 *   --csv      the record of processing activities (Art. 30(1) GDPR), for a spreadsheet
 *   --html     the same as one page, to print or to send
 *   --json-ld  the same in the terms of the W3C's Data Privacy Vocabulary
 *   --digest   the entry that src/policy/changelog.ts lacks after a change
 *   --out FILE writes instead of printing
 *
 * With `npm run --silent`, what is printed can be piped.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readHouse } from '../../src/catalog/read-catalog.ts';
import { changelog, checkChangelog, entryFor } from '../../src/policy/changelog.ts';
import { policyDigest, readDeclarations } from '../../src/policy/policy.ts';
import { mapRows } from '../../src/policy/record/map-rows.ts';
import { printMap } from '../../src/policy/record/print-map.ts';
import { recordAsCsv } from '../../src/policy/record/record-as-csv.ts';
import { recordAsHtml } from '../../src/policy/record/record-as-html.ts';
import { recordAsJsonLd } from '../../src/policy/record/record-as-json-ld.ts';
import { recordOfProcessing } from '../../src/policy/record/record-of-processing.ts';

const forms = ['csv', 'html', 'json-ld', 'digest'] as const;

try {
  await main();
} catch (error) {
  // A mistyped option or a file that can't be written: the person who typed it needs the sentence alone.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      csv: { type: 'boolean' },
      html: { type: 'boolean' },
      'json-ld': { type: 'boolean' },
      digest: { type: 'boolean' },
      out: { type: 'string' },
    },
  });
  const asked = forms.filter((form) => values[form]);
  if (asked.length > 1) throw new Error(`One form at a time: --${asked.join(' or --')}.`);
  const text = await inForm(asked[0]);
  if (values.out) {
    writeFileSync(values.out, text);
    console.log(`Written: ${values.out}`);
  } else {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }
}

async function inForm(form: (typeof forms)[number] | undefined): Promise<string> {
  const declared = readDeclarations();
  const lastChanged = changelog[0]?.date ?? '';
  switch (form) {
    case undefined:
      return printMap(mapRows(declared));
    case 'csv':
      return recordAsCsv(recordOfProcessing(declared, await controllerDetails(), lastChanged));
    case 'html':
      return recordAsHtml(recordOfProcessing(declared, await controllerDetails(), lastChanged), mapRows(declared));
    case 'json-ld':
      return JSON.stringify(recordAsJsonLd(declared, { lastChanged, withDataMap: true }), undefined, 2);
    case 'digest':
      return digestInWords();
  }
}

async function controllerDetails() {
  const { legalName, postalAddress } = await readHouse();
  const address = postalAddress ? [...postalAddress.lines, postalAddress.country].join(', ') : null;
  return { legalName, postalAddress: address };
}

async function digestInWords(): Promise<string> {
  const digest = await policyDigest();
  const today = new Date().toISOString().slice(0, 10);
  const mistakes = checkChangelog(changelog, digest, today);
  if (mistakes.length > 0) return mistakes.join('\n');
  return `src/policy/changelog.ts is about the declarations as they are:\n  ${entryFor(digest, changelog[0]?.date ?? today)}`;
}
