import type { RegisterFault, RegisterReport } from './verify-register.ts';

const words: Readonly<Record<RegisterFault['fault'], string>> = {
  changed: 'was changed after it was written',
  missing: 'is missing',
  reordered: 'does not follow the entry before it',
  doubled: 'says again what an entry before it says',
  'not-as-anchored': 'is not what was kept of it outside the database',
};

/** A line for each entry that is wrong, and one for the whole. */
export function printReport({ entries, anchors, faults }: RegisterReport): string {
  const looked = `${entries} entries, ${anchors} days kept outside the database`;
  if (faults.length === 0) return `The register is whole: ${looked}.`;
  const lines = faults.map(({ sequence, fault, until }) => {
    const range = until === undefined || until === sequence ? `Entry ${sequence}` : `Entries ${sequence} to ${until}`;
    return `${range} ${range.startsWith('Entries') ? words[fault].replace(/^is /, 'are ') : words[fault]}.`;
  });
  return [...lines, `The register is not whole: ${faults.length} faults in ${looked}.`].join('\n');
}
