import type { CategoryId } from './categories.ts';

/** The lawful bases of section 4, and the names that section 3 gives them. */
export const legalBases = {
  contract: { name: 'Contract performance', article: 'Art. 6(1)(b)' },
  'legal-obligation': { name: 'Legal obligation', article: 'Art. 6(1)(c)' },
  'legitimate-interest': { name: 'Legitimate interest', article: 'Art. 6(1)(f)' },
  consent: { name: 'Consent', article: 'Art. 6(1)(a)' },
} as const;

export type LegalBasisId = keyof typeof legalBases;

export interface Purpose {
  /** The words of section 3's table. */
  readonly name: string;
  readonly dataUsed: string;
  readonly legalBasis: LegalBasisId;
  readonly categories: readonly CategoryId[];
}

/** Section 3's table, a row each. */
export const purposes = {
  'fulfil-order': {
    name: 'Process and fulfil your order',
    dataUsed: 'Name, address, email, phone, payment status',
    legalBasis: 'contract',
    categories: [
      'order-information',
      'account-information',
      'payment-information',
      'payment-status',
      'delivery-confirmation',
      'communications',
      'transaction-records',
    ],
  },
  'send-updates': {
    name: 'Send order confirmation and updates',
    dataUsed: 'Email, phone (WhatsApp)',
    legalBasis: 'contract',
    categories: ['order-information', 'message-log'],
  },
  'prevent-fraud': {
    name: 'Fraud prevention and security',
    dataUsed: 'IP address, order details',
    legalBasis: 'legitimate-interest',
    categories: ['ip-address', 'order-information'],
  },
  'improve-website': {
    name: 'Improve our website',
    dataUsed: 'Anonymised analytics data',
    legalBasis: 'legitimate-interest',
    categories: ['device', 'usage', 'session-identifiers'],
  },
  marketing: {
    name: 'Marketing emails (only if opted in)',
    dataUsed: 'Email address',
    legalBasis: 'consent',
    categories: ['consent-records'],
  },
  'legal-compliance': {
    name: 'Legal compliance',
    dataUsed: 'Order & transaction records',
    legalBasis: 'legal-obligation',
    categories: ['transaction-records', 'payment-status'],
  },
} as const satisfies Record<string, Purpose>;

export type PurposeId = keyof typeof purposes;
