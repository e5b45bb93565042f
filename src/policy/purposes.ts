import type { CategoryId } from './categories.ts';

/** The lawful bases of section 4, and the names that section 3 gives them. */
export const legalBases = {
  contract: { name: 'Contract performance', article: 'Art. 6(1)(b)' },
  'legal-obligation': { name: 'Legal obligation', article: 'Art. 6(1)(c)' },
  'legitimate-interest': { name: 'Legitimate interest', article: 'Art. 6(1)(f)' },
  consent: { name: 'Consent', article: 'Art. 6(1)(a)' },
} as const;

export type LegalBasisId = keyof typeof legalBases;

/** Whose data it is, for the record of processing (Art. 30(1)(c) GDPR). */
export const people = {
  customers: 'People who order, and those whom they have it sent to',
  'account-holders': 'People who have an account',
  correspondents: 'People who write to us',
  visitors: 'People who visit the website',
  subscribers: 'People who asked to hear from us',
  staff: 'People who work for us',
} as const;

export type PeopleId = keyof typeof people;

export interface Purpose {
  /** The words of section 3's table, or of the annex. */
  readonly name: string;
  readonly dataUsed: string;
  /** `policy`: a row of section 3. `annex`: what the text implies and does not list. */
  readonly stands: 'policy' | 'annex';
  readonly legalBasis: LegalBasisId;
  readonly categories: readonly CategoryId[];
  readonly people: readonly PeopleId[];
}

/** Section 3's table, a row each, and what the text implies and does not list. */
export const purposes = {
  'fulfil-order': {
    name: 'Process and fulfil your order',
    dataUsed: 'Name, address, email, phone, payment status',
    stands: 'policy',
    legalBasis: 'contract',
    categories: [
      'order-information',
      'account-information',
      'payment-information',
      'payment-status',
      'delivery-confirmation',
      'communications',
      'transaction-records',
      'sign-in-records',
    ],
    people: ['customers', 'account-holders', 'correspondents'],
  },
  'send-updates': {
    name: 'Send order confirmation and updates',
    dataUsed: 'Email, phone (WhatsApp)',
    stands: 'policy',
    legalBasis: 'contract',
    categories: ['order-information', 'transaction-records', 'message-log'],
    people: ['customers'],
  },
  'prevent-fraud': {
    name: 'Fraud prevention and security',
    dataUsed: 'IP address, order details',
    stands: 'policy',
    legalBasis: 'legitimate-interest',
    // Staff accounts and their log are the security of it: the text has no other purpose for them (docs/decisions).
    categories: [
      'ip-address',
      'order-information',
      'transaction-records',
      'fraud-flags',
      'staff-records',
      'access-log',
    ],
    people: ['customers', 'visitors', 'staff'],
  },
  'improve-website': {
    name: 'Improve our website',
    dataUsed: 'Anonymised analytics data',
    stands: 'policy',
    legalBasis: 'legitimate-interest',
    categories: ['device', 'usage', 'session-identifiers'],
    people: ['visitors'],
  },
  marketing: {
    name: 'Marketing emails (only if opted in)',
    dataUsed: 'Email address',
    stands: 'policy',
    legalBasis: 'consent',
    categories: ['consent-records'],
    people: ['subscribers'],
  },
  'legal-compliance': {
    name: 'Legal compliance',
    dataUsed: 'Order & transaction records',
    stands: 'policy',
    legalBasis: 'legal-obligation',
    categories: ['transaction-records', 'payment-status'],
    people: ['customers'],
  },
  'answer-requests': {
    name: 'Answer your requests about your data',
    dataUsed: 'What you ask, the address that you ask from, and all that the request is about',
    stands: 'annex',
    legalBasis: 'legal-obligation',
    categories: [
      'request-records',
      'communications',
      'order-information',
      'account-information',
      'transaction-records',
      'consent-records',
      'message-log',
      'sign-in-records',
    ],
    people: ['customers', 'account-holders', 'correspondents', 'visitors', 'subscribers'],
  },
  // Art. 6(1)(b) GDPR also has steps that somebody asks for before a contract: one letter, about one piece.
  'tell-of-stock': {
    name: 'Tell you, once, when a piece that was sold out is back',
    dataUsed: 'Email address and the piece, after you have confirmed it, until the letter is written',
    stands: 'annex',
    legalBasis: 'contract',
    categories: ['stock-notices', 'message-log', 'sign-in-records'],
    people: ['customers', 'visitors'],
  },
  'keep-pieces': {
    name: 'Keep pieces for you in your account',
    dataUsed: 'The pieces that you choose to keep, for you alone to see',
    stands: 'annex',
    legalBasis: 'contract',
    categories: ['kept-pieces'],
    people: ['account-holders'],
  },
  'tell-of-breaches': {
    name: 'Tell you of a data breach',
    dataUsed: 'The address of those whose data it is about, until the notice has left',
    stands: 'annex',
    legalBasis: 'legal-obligation',
    categories: ['breach-records', 'message-log'],
    people: ['customers', 'account-holders', 'correspondents', 'subscribers', 'staff'],
  },
} as const satisfies Record<string, Purpose>;

export type PurposeId = keyof typeof purposes;
