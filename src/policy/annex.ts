import { categories } from './categories.ts';
import { type Part, type StatementRow, statements } from './document.ts';
import { durationInWords } from './duration.ts';
import { ownerDuties } from './owner-duties.ts';
import { phrase } from './phrase.ts';
import { type Recipient, recipients } from './recipients.ts';
import { type RetentionRule, retention } from './retention.ts';
import { deadlines } from './rights.ts';

/**
 * What stands beside the owner's text and is not part of it: what the declarations say
 * where the text is silent, and what the owner alone can keep. All of it is assembled
 * from the declarations, so that it changes with them.
 */

export interface AnnexSection {
  /** For links; no statement of the policy has this form. */
  readonly anchor: string;
  readonly title: string;
  readonly lead: string;
  readonly parts: readonly Part[];
}

const roles: Readonly<Record<Recipient['role'], string>> = {
  processor: 'for us and on our instructions (processor)',
  controller: 'on its own account, under the same law (controller)',
};

export const annex: readonly AnnexSection[] = [
  {
    anchor: 'open-periods',
    title: phrase`Periods that the policy leaves open`,
    lead: phrase`Section 8 gives the periods of the main records. These are the others, set as short as the work allows. A job deletes from the shop’s database what is over; the owner sees to the mailbox.`,
    parts: [{ kind: 'table', head: ['What', 'Kept for', 'Counted from'], rows: openPeriods() }],
  },
  {
    anchor: 'who-sees-what',
    title: phrase`Who sees what`,
    lead: phrase`Section 5 names who receives data. This is what each of them can see, in the words of section 2, and what keeps it lawful beyond the EEA and the UK.`,
    parts: [{ kind: 'table', head: ['Recipient', 'Works', 'Sees', 'Safeguard'], rows: whoSeesWhat() }],
  },
  {
    anchor: 'how-we-read-it',
    title: phrase`How we read the policy`,
    lead: phrase`Where the text leaves room, we hold ourselves to the stricter reading.`,
    parts: [{ kind: 'list', items: strictReadings() }],
  },
];

function openPeriods(): readonly StatementRow[] {
  return Object.entries<RetentionRule>(retention)
    .filter(([, rule]) => rule.stands === 'annex')
    .map(([id, { name, words, keep, from }]) => ({
      id: `annex.${id}`,
      cells: [`${name}: ${words}`, durationInWords(keep), from],
    }));
}

function whoSeesWhat(): readonly StatementRow[] {
  return Object.entries<Recipient>(recipients).map(([id, { name, role, sees, safeguard }]) => ({
    id: `annex.sees-${id}`,
    cells: [name, roles[role], sees.map((category) => categories[category].name).join(', '), safeguard],
  }));
}

function strictReadings() {
  const neverKept = Object.entries(categories).flatMap(([id, category]) =>
    'notKept' in category ? [{ id: `annex.never-${id}`, text: `${category.name}: ${category.notKept}` }] : [],
  );
  const month =
    deadlines.requestCalendarMonths === 1 ? 'one calendar month' : `${deadlines.requestCalendarMonths} months`;
  return [
    { id: 'annex.rights', text: 'Every right of section 9 is yours wherever you live.' },
    {
      id: 'annex.deadline',
      text: `An answer is due ${deadlines.requestDays} days or ${month} after your request, whichever ends first.`,
    },
    {
      id: 'annex.global-privacy-control',
      text: 'A browser that sends Global Privacy Control or Do Not Track has objected to analytics. You need not tell us again.',
    },
    { id: 'annex.whatsapp', text: 'WhatsApp is a link that you press. This site sends nothing there by itself.' },
    ...neverKept,
  ];
}

export interface Duty {
  /** Of the statement that the owner answers for. */
  readonly id: string;
  readonly statement: string;
  readonly duty: string;
}

/** In the order of the text. Throws when a duty belongs to no statement of the policy. */
export function dutiesOfOwner(): readonly Duty[] {
  const duties: Readonly<Record<string, string>> = ownerDuties;
  const said = statements();
  const lost = Object.keys(duties).filter((id) => !said.some((statement) => statement.id === id));
  if (lost.length > 0) throw new Error(`The owner's duties name statements that the policy lacks: ${lost.join(', ')}.`);
  return said.flatMap(({ id, text }) => {
    const duty = duties[id];
    return duty ? [{ id, statement: text.replaceAll(' | ', ', '), duty }] : [];
  });
}
