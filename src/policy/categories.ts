export interface Category {
  readonly name: string;
  readonly holds: string;
  readonly from: 'you' | 'your browser' | 'others' | 'ourselves';
  /** Why nothing of it is ever kept: no column, queue message or answer may then be of this category. */
  readonly notKept?: string;
}

/** The categories of personal data, in the policy's words (section 2), and those of the annex. */
export const categories = {
  'order-information': {
    name: 'Order information',
    holds: 'name, email address, phone number, shipping address, postcode, country',
    from: 'you',
  },
  'account-information': {
    name: 'Account information',
    holds: 'username, email address, password (hashed)',
    from: 'you',
  },
  'payment-information': {
    name: 'Payment information',
    holds: 'processed entirely by Stripe — we never store full card numbers on our servers',
    from: 'you',
    notKept: 'Stripe takes the card on its own page, and nothing of it reaches us.',
  },
  communications: { name: 'Communications', holds: 'messages sent to us via WhatsApp or email', from: 'you' },
  'ip-address': {
    name: 'IP address',
    holds: 'IP address and approximate location (country/region level)',
    from: 'your browser',
  },
  device: { name: 'Device', holds: 'Browser type, device type, operating system', from: 'your browser' },
  usage: { name: 'Usage', holds: 'Pages visited, time spent, referral source', from: 'your browser' },
  'session-identifiers': {
    name: 'Session identifiers',
    holds: 'Session identifiers (stored in sessionStorage, not cookies)',
    from: 'your browser',
  },
  'payment-status': {
    name: 'Payment status',
    holds: 'Payment status from Stripe (no card details shared back to us)',
    from: 'others',
  },
  'delivery-confirmation': {
    name: 'Delivery confirmation',
    holds: 'Delivery confirmation from shipping providers',
    from: 'others',
  },
  'transaction-records': {
    name: 'Transaction records',
    holds: 'what was bought, when, for how much, in which language, and its gift message',
    from: 'you',
  },
  'consent-records': {
    name: 'Marketing consent records',
    holds: 'that you asked to hear from us, when, on which page, in answer to which words',
    from: 'you',
  },
  'stock-notices': {
    name: 'Notices that you asked for',
    holds:
      'your email address, the piece that you want to hear of when it is back, in which language, and when you asked and confirmed',
    from: 'you',
  },
  'kept-pieces': {
    name: 'Pieces that you keep',
    holds: 'which pieces you keep in your account, and since when',
    from: 'you',
  },
  'message-log': {
    name: 'E-mail log',
    holds: 'which message was handed to the e-mail service for which address, in which language, and when',
    from: 'ourselves',
  },
  'sign-in-records': {
    name: 'Sign-in records',
    holds:
      'when an account was made and last used, in which language, its login sessions, and the links that were mailed to you',
    from: 'ourselves',
  },
  'request-records': {
    name: 'Requests about your data',
    holds: 'what you asked, when, in which language, how you showed that it was you, what we decided and whom we told',
    from: 'you',
  },
  'staff-records': {
    name: 'Staff records',
    holds: 'work email address of the people who work for us, their role, and since when',
    from: 'ourselves',
  },
  'access-log': {
    name: 'Access log',
    holds: 'who of our staff looked at or changed your data, when, what and why; you are in it as a keyed hash',
    from: 'ourselves',
  },
  'fraud-flags': {
    name: 'Fraud flags',
    holds: 'that one of our staff was asked to look at your order, for which reasons, and what they noted',
    from: 'ourselves',
  },
  'breach-records': {
    name: 'Breach records',
    holds:
      'that a breach affected your data and when you were told; you are in it as a keyed hash, and with your address until the notice has left',
    from: 'ourselves',
  },
} as const satisfies Record<string, Category>;

export type CategoryId = keyof typeof categories;
