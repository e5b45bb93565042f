/** Section 10's list, and the kind of each for the record of processing (Art. 30(1)(g) GDPR). */
export const securityMeasures = {
  tls: { words: 'All data transmitted via HTTPS / TLS 1.3', kind: 'technical' },
  payment: { words: 'Payment processing via Stripe (PCI DSS Level 1 certified)', kind: 'organisational' },
  passwords: { words: 'Passwords stored as one-way hashes — never in plain text', kind: 'technical' },
  access: { words: 'Access to customer data restricted to authorised personnel only', kind: 'organisational' },
  reviews: { words: 'Regular security reviews and updates', kind: 'organisational' },
} as const satisfies Record<string, { readonly words: string; readonly kind: 'technical' | 'organisational' }>;

export type SecurityMeasureId = keyof typeof securityMeasures;
