import { phrase } from '../phrase.ts';
import type { FreeTable, TableDeclaration } from './declaration.ts';

/** Breaches, who is told of them, and what the owner confirms. Part of the data map (data-map.ts). */
export const tablesOfBreaches = {
  breaches: {
    freeOfPersonalData:
      'What happened to which kinds of data, and what was done about it, in words that name nobody: an address is refused.',
    columns: [
      'number',
      'revision',
      'discovered_at',
      'recorded_at',
      'happened',
      'data',
      'consequences',
      'measures',
      'risk',
      'risk_reason',
      'notice',
      'notice_begun_at',
      'tells_restricted',
      'closed_at',
    ],
  },
  breach_clocks: {
    freeOfPersonalData: 'Until when the authority and the people have to be told of a breach, and when they were.',
    columns: ['breach_number', 'clock', 'due_at', 'warned_at', 'overdue_at', 'kept_at'],
  },
  breach_entries: {
    freeOfPersonalData:
      'The record of a breach that Art. 33(5) GDPR asks for: facts, effects, remedial action. Of whoever wrote a line it has the role.',
    columns: ['id', 'breach_number', 'at', 'kind', 'role', 'words', 'details'],
  },
  breach_people: {
    holds: phrase`Whom a breach affects: a keyed hash, whether they were told, and their address until the notice has left.`,
    purposes: ['tell-of-breaches'],
    retention: 'affected-people',
    subject: { hashColumn: 'subject_hash' },
    export: 'all-columns',
    notExported: { subject_hash: 'It is made with a secret of ours and says nothing that the address doesn’t.' },
    erase: 'keep-without-identity',
    columns: {
      id: 'none',
      breach_number: 'breach-records',
      subject_hash: 'breach-records',
      email: 'breach-records',
      state: 'breach-records',
      found_at: 'breach-records',
      told_at: 'breach-records',
    },
  },
  duty_confirmations: {
    holds: phrase`That the owner confirmed a sentence of the policy which only people can keep: when, and who.`,
    purposes: ['prevent-fraud'],
    retention: 'duty-confirmations',
    subject: { emailColumn: 'staff_email' },
    export: 'all-columns',
    erase: 'keep-without-identity',
    emptied: ['staff_email'],
    columns: {
      id: 'none',
      duty: 'none',
      confirmed_at: 'staff-records',
      next_due_at: 'none',
      note: 'none',
      staff_email: 'staff-records',
    },
  },
} as const satisfies Record<string, TableDeclaration | FreeTable>;
