import type { CategoryId } from './categories.ts';
import { phrase } from './phrase.ts';
import type { PurposeId } from './purposes.ts';

/** A field that a recipient gets: the category of personal data that it belongs to, or `none`. */
export type FieldCategory = CategoryId | 'none';

export interface Recipient {
  /** The words of section 5's table. */
  readonly name: string;
  readonly purpose: string;
  readonly location: string;
  readonly role: 'processor' | 'controller';
  readonly serves: readonly PurposeId[];
  /** What keeps a transfer outside the EEA and the UK lawful; the agreements themselves are the owner's duty. */
  readonly safeguard: string;
  /** Where the Worker may send to; `*.` stands for one name, and a binding for where there is no address. */
  readonly reachedBy: readonly string[];
  /** What this recipient can see, whoever gave it to them. */
  readonly sees: readonly CategoryId[];
}

/** Section 5's table, a row each. The exact fields of each call are in outbound-calls.ts. */
export const recipients = {
  stripe: {
    name: phrase`Stripe`,
    purpose: 'Payment processing',
    location: 'USA / EU (SCCs in place)',
    role: 'controller',
    serves: ['fulfil-order', 'prevent-fraud', 'legal-compliance'],
    safeguard: 'EU Standard Contractual Clauses; UK International Data Transfer Agreement',
    reachedBy: ['api.stripe.com'],
    sees: ['order-information', 'payment-information', 'payment-status', 'transaction-records', 'ip-address'],
  },
  carriers: {
    name: phrase`Shipping carriers (DHL, FedEx, etc.)`,
    purpose: 'Order delivery',
    location: 'Global',
    role: 'controller',
    serves: ['fulfil-order'],
    safeguard: 'necessary for the contract with you (Art. 49(1)(b) GDPR) where no other applies',
    reachedBy: [],
    sees: ['order-information', 'delivery-confirmation'],
  },
  'cloud-hosting': {
    name: phrase`Cloud hosting provider`,
    purpose: 'Website & data hosting',
    location: 'Global (ISO 27001)',
    role: 'processor',
    serves: [
      'fulfil-order',
      'send-updates',
      'prevent-fraud',
      'improve-website',
      'marketing',
      'legal-compliance',
      'answer-requests',
      'tell-of-stock',
      'keep-pieces',
      'tell-of-breaches',
    ],
    safeguard: 'EU Standard Contractual Clauses; UK International Data Transfer Agreement',
    reachedBy: [
      'binding:DB',
      'binding:ANALYTICS',
      'binding:LEDGER',
      'binding:ANALYTICS_KEYS',
      'binding:ASSETS',
      'binding:MAIL_QUEUE',
      'binding:PAGE_VIEW_QUEUE',
      'binding:RATE_LIMIT_SIGN_IN',
      'binding:RATE_LIMIT_PAGE_VIEWS',
      'binding:RATE_LIMIT_FIGURES',
      '*.cloudflareaccess.com',
    ],
    sees: [
      'order-information',
      'account-information',
      'ip-address',
      'device',
      'usage',
      'session-identifiers',
      'payment-status',
      'transaction-records',
      'consent-records',
      'stock-notices',
      'kept-pieces',
      'message-log',
      'sign-in-records',
      'request-records',
      'communications',
      'staff-records',
      'access-log',
      'fraud-flags',
      'breach-records',
    ],
  },
  'email-service': {
    name: phrase`Email service`,
    purpose: 'Transactional emails',
    location: 'USA / EU',
    role: 'processor',
    serves: ['fulfil-order', 'send-updates', 'answer-requests', 'tell-of-stock', 'tell-of-breaches'],
    safeguard: 'EU Standard Contractual Clauses; UK International Data Transfer Agreement',
    reachedBy: ['binding:EMAIL'],
    sees: [
      'order-information',
      'account-information',
      'transaction-records',
      'message-log',
      'sign-in-records',
      'request-records',
      'communications',
      'consent-records',
      'stock-notices',
      'breach-records',
    ],
  },
} as const satisfies Record<string, Recipient>;

export type RecipientId = keyof typeof recipients;
