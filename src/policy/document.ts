import { categories } from './categories.ts';
import { durationInWords } from './duration.ts';
import { legalBases, purposes } from './purposes.ts';
import { recipients } from './recipients.ts';
import { retention } from './retention.ts';
import { contacts, deadlines, minimumAgeYears, rights } from './rights.ts';
import { securityMeasures } from './security-measures.ts';
import { type StorageKey, storageKeys } from './storage-keys.ts';

/**
 * The privacy policy, assembled from the declarations. Each statement has an identifier
 * that stays when its place changes; the promise register binds it to its proof. The
 * text equals the owner's, word for word: a test holds the two against each other.
 */

export interface Statement {
  readonly id: string;
  readonly text: string;
}

export interface StatementRow {
  readonly id: string;
  readonly cells: readonly string[];
}

export type Part =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly statements: readonly Statement[] }
  | { readonly kind: 'list'; readonly items: readonly Statement[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly StatementRow[] };

export interface Section {
  readonly number: number;
  readonly title: string;
  readonly parts: readonly Part[];
}

const heading = (text: string): Part => ({ kind: 'heading', text });
const say = (id: string, text: string): Statement => ({ id, text });
const paragraph = (...statements: readonly Statement[]): Part => ({ kind: 'paragraph', statements });
const list = (...items: readonly Statement[]): Part => ({ kind: 'list', items });
const table = (head: readonly string[], rows: readonly StatementRow[]): Part => ({ kind: 'table', head, rows });

export const policyTitle = 'Privacy Policy';
export const contentsTitle = 'Contents';

export const sections: readonly Section[] = [
  {
    number: 1,
    title: 'Who We Are',
    parts: [
      paragraph(
        say(
          'who.operator',
          `${contacts.controller} ("we", "us", "our") operates the website at this domain as an international luxury goods e-commerce platform.`,
        ),
        say('who.controller', 'We are the data controller for personal information collected through our website.'),
      ),
      paragraph(say('who.contact', `For any privacy matters, you may contact us at: ${contacts.privacyEmail}`)),
    ],
  },
  {
    number: 2,
    title: 'Data We Collect',
    parts: [
      heading('2.1 Information You Provide'),
      list(
        ...(['order-information', 'account-information', 'payment-information', 'communications'] as const).map((id) =>
          say(`collect.${id}`, `${categories[id].name}: ${categories[id].holds}`),
        ),
      ),
      heading('2.2 Information Collected Automatically'),
      list(
        ...(['ip-address', 'device', 'usage', 'session-identifiers'] as const).map((id) =>
          say(`collect.${id}`, categories[id].holds),
        ),
      ),
      heading('2.3 Information from Third Parties'),
      list(
        ...(['payment-status', 'delivery-confirmation'] as const).map((id) =>
          say(`collect.${id}`, categories[id].holds),
        ),
      ),
    ],
  },
  {
    number: 3,
    title: 'How We Use Your Data',
    parts: [
      table(
        ['Purpose', 'Data Used', 'Legal Basis'],
        Object.entries(purposes)
          .filter(([, purpose]) => purpose.stands === 'policy')
          .map(([id, purpose]) => ({
            id: `use.${id}`,
            cells: [purpose.name, purpose.dataUsed, legalBases[purpose.legalBasis].name],
          })),
      ),
      paragraph(
        say('use.no-sale', 'We do not sell your personal data to third parties.'),
        say('use.no-automated-decisions', 'We do not use your data for automated decision-making or profiling.'),
      ),
    ],
  },
  {
    number: 4,
    title: 'Legal Basis for Processing (GDPR)',
    parts: [
      paragraph(
        say(
          'basis.scope',
          'If you are located in the European Economic Area (EEA) or United Kingdom, we process your personal data under the following lawful bases:',
        ),
      ),
      list(
        say(
          'basis.contract',
          `Contract (${legalBases.contract.article} GDPR): processing necessary to fulfil your purchase`,
        ),
        say(
          'basis.legal-obligation',
          `Legal obligation (${legalBases['legal-obligation'].article}): retaining financial records for tax compliance`,
        ),
        say(
          'basis.legitimate-interest',
          `Legitimate interests (${legalBases['legitimate-interest'].article}): fraud prevention, site analytics`,
        ),
        say(
          'basis.consent',
          `Consent (${legalBases.consent.article}): marketing communications — you may withdraw at any time`,
        ),
      ),
      paragraph(
        say(
          'basis.complaint',
          '🇪🇺 EU/UK customers: You have the right to lodge a complaint with your local supervisory authority (e.g., ICO in the UK, CNIL in France).',
        ),
      ),
    ],
  },
  {
    number: 5,
    title: 'Who We Share Your Data With',
    parts: [
      table(
        ['Recipient', 'Purpose', 'Location'],
        Object.entries(recipients).map(([id, recipient]) => ({
          id: `share.${id}`,
          cells: [recipient.name, recipient.purpose, recipient.location],
        })),
      ),
      paragraph(
        say(
          'share.agreements',
          'All processors are bound by data processing agreements and must maintain adequate security standards.',
        ),
      ),
    ],
  },
  {
    number: 6,
    title: 'International Data Transfers',
    parts: [
      paragraph(
        say('transfer.global', 'LIEN GROUP serves customers globally.'),
        say(
          'transfer.safeguards',
          'When we transfer your personal data outside the EEA or UK, we ensure appropriate safeguards are in place, including:',
        ),
      ),
      list(
        say('transfer.sccs', 'EU Standard Contractual Clauses (SCCs) approved by the European Commission'),
        say('transfer.idtas', 'UK International Data Transfer Agreements (IDTAs)'),
        say('transfer.adequacy', 'Transfers only to countries with an adequacy decision where possible'),
      ),
    ],
  },
  {
    number: 7,
    title: 'Cookies & Tracking Technologies',
    parts: [
      heading('What We Use'),
      table(
        ['Type', 'Name', 'Purpose', 'Duration'],
        [
          ...(Object.keys(storageKeys) as StorageKey[]).map((name) => {
            const { type, purpose, store, duration } = storageKeys[name];
            return {
              id: `storage.${name}`,
              cells: [type, name, purpose, `${store} (${duration})`],
            };
          }),
          {
            id: 'storage.page-views',
            cells: [
              'Analytics',
              'Internal page views',
              'Anonymised traffic analytics',
              durationInWords(retention.analytics.keep),
            ],
          },
        ],
      ),
      paragraph(
        say('storage.no-cookies', 'We use localStorage and sessionStorage rather than third-party tracking cookies.'),
        say(
          'storage.no-trackers',
          'We do not use Google Analytics, Facebook Pixel, or other third-party advertising trackers.',
        ),
      ),
      paragraph(
        say(
          'storage.clear',
          'You can clear stored data at any time via your browser settings (Settings → Privacy → Clear Site Data).',
        ),
      ),
    ],
  },
  {
    number: 8,
    title: 'Data Retention',
    parts: [
      list(
        ...Object.entries(retention)
          .filter(([, rule]) => rule.stands === 'policy')
          .map(([id, rule]) => say(`retention.${id}`, `${rule.name}: ${rule.words}`)),
      ),
    ],
  },
  {
    number: 9,
    title: 'Your Rights',
    parts: [
      paragraph(
        say(
          'rights.scope',
          'Depending on your jurisdiction, you have the following rights regarding your personal data:',
        ),
      ),
      table(
        ['Right', 'Description', 'Applies To'],
        Object.entries(rights).map(([id, right]) => ({
          id: `rights.${id}`,
          cells: [right.name, right.description, right.appliesTo],
        })),
      ),
      paragraph(
        say('rights.how', `To exercise any of these rights, email us at ${contacts.privacyEmail}.`),
        say('rights.deadline', `We will respond within ${deadlines.requestDays} days (GDPR deadline).`),
      ),
    ],
  },
  {
    number: 10,
    title: 'Security',
    parts: [
      paragraph(
        say(
          'security.measures',
          'We implement appropriate technical and organisational measures to protect your personal data:',
        ),
      ),
      list(...Object.entries(securityMeasures).map(([id, measure]) => say(`security.${id}`, measure.words))),
      paragraph(
        say(
          'security.breach',
          `In the event of a data breach affecting your rights, we will notify you within ${deadlines.breachNoticeHours} hours as required by GDPR.`,
        ),
      ),
    ],
  },
  {
    number: 11,
    title: "Children's Privacy",
    parts: [
      paragraph(
        say('children.audience', `Our website is not directed at children under ${minimumAgeYears} years of age.`),
        say('children.no-data', 'We do not knowingly collect personal data from minors.'),
        say(
          'children.deletion',
          'If you believe a child has provided us with personal information, please contact us immediately and we will delete it.',
        ),
      ),
    ],
  },
  {
    number: 12,
    title: 'Contact & Data Protection Officer',
    parts: [
      heading('Get in Touch'),
      paragraph(say('contact.email', `📧 Privacy enquiries: ${contacts.privacyEmail}`)),
      paragraph(say('contact.whatsapp', `💬 WhatsApp: ${contacts.whatsApp}`)),
      paragraph(
        say(
          'contact.deadline',
          `🕐 We aim to respond to all privacy requests within ${deadlines.requestTargetBusinessDays} business days and are legally required to respond within ${deadlines.requestDays} days.`,
        ),
      ),
      paragraph(
        say(
          'contact.complaint',
          'If you are an EU/UK resident and are not satisfied with our response, you have the right to lodge a complaint with your national data protection authority.',
        ),
      ),
    ],
  },
];

/** Every statement of the policy, a table's row as one, in the order of the text. */
export function statements(): readonly Statement[] {
  return sections.flatMap((section) => section.parts.flatMap(statementsOf));
}

function statementsOf(part: Part): readonly Statement[] {
  switch (part.kind) {
    case 'heading':
      return [];
    case 'paragraph':
      return part.statements;
    case 'list':
      return part.items;
    case 'table':
      return part.rows.map((row) => ({ id: row.id, text: row.cells.join(' | ') }));
  }
}

/** All words of the policy, each once: for its translations. The names that storage has are no words. */
export function policyWords(): readonly string[] {
  const words = sections.flatMap(({ title, parts }) => [title, ...parts.flatMap(wordsIn)]);
  return [...new Set([policyTitle, contentsTitle, ...words])].filter((text) => !(text in storageKeys));
}

function wordsIn(part: Part): readonly string[] {
  if (part.kind === 'heading') return [part.text];
  if (part.kind === 'table') return [...part.head, ...part.rows.flatMap(({ cells }) => cells)];
  return statementsOf(part).map(({ text }) => text);
}

/** The whole policy as the owner's file has it, line for line. */
export function policyAsText(): string {
  const lines = sections.flatMap((section) => [
    `${section.number}. ${section.title}`,
    ...section.parts.flatMap(linesOf),
  ]);
  return [policyTitle, contentsTitle, ...lines].join('\n');
}

function linesOf(part: Part): readonly string[] {
  switch (part.kind) {
    case 'heading':
      return [part.text];
    case 'paragraph':
      return [part.statements.map((statement) => statement.text).join(' ')];
    case 'list':
      return part.items.map((item) => `- ${item.text}`);
    case 'table':
      return [part.head, part.head.map(() => '---'), ...part.rows.map((row) => row.cells)].map(tableLine);
  }
}

function tableLine(cells: readonly string[]): string {
  const isRule = cells.every((cell) => cell === '---');
  return isRule ? `|${cells.join('|')}|` : `| ${cells.join(' | ')} |`;
}
