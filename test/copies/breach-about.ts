import type { About, Somebody } from './everything-about.ts';

const foundAt = Date.UTC(2026, 9, 1, 8);

/** Somebody whom a breach affects and who was not told yet, and who has confirmed a duty of the owner. */
export function breachOf({ letter, email, hash }: About): Somebody['rows'] {
  return [
    {
      table: 'breaches',
      fields: {
        number: `BR-0000-000${letter}`,
        discovered_at: foundAt,
        recorded_at: foundAt,
        happened: 'A list was left in a train.',
      },
    },
    {
      table: 'breach_people',
      fields: {
        id: `affected-${letter}`,
        breach_number: `BR-0000-000${letter}`,
        subject_hash: hash,
        email,
        state: 'found',
        found_at: foundAt,
        told_at: null,
      },
    },
    {
      table: 'duty_confirmations',
      fields: {
        id: `confirmation-${letter}`,
        duty: 'transfer.sccs',
        confirmed_at: foundAt,
        next_due_at: foundAt + 1,
        note: 'Seen in the safe.',
        staff_email: email,
      },
    },
  ];
}
