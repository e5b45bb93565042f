/** Section 9's table, a row each. Every right is for everyone, wherever they live. */
export const rights = {
  access: { name: 'Access', description: 'Request a copy of data we hold about you', appliesTo: 'GDPR, UK GDPR, CCPA' },
  rectification: { name: 'Rectification', description: 'Correct inaccurate personal data', appliesTo: 'GDPR, UK GDPR' },
  erasure: {
    name: 'Erasure',
    description: '"Right to be forgotten" — delete your data',
    appliesTo: 'GDPR, UK GDPR, CCPA',
  },
  portability: {
    name: 'Portability',
    description: 'Receive your data in a machine-readable format',
    appliesTo: 'GDPR, UK GDPR',
  },
  object: {
    name: 'Object',
    description: 'Object to processing based on legitimate interests',
    appliesTo: 'GDPR, UK GDPR',
  },
  restrict: { name: 'Restrict', description: 'Limit how we process your data', appliesTo: 'GDPR, UK GDPR' },
  'opt-out-of-sale': {
    name: 'Opt-out of sale',
    description: 'We do not sell data — not applicable',
    appliesTo: 'CCPA',
  },
  'withdraw-consent': { name: 'Withdraw consent', description: 'Opt out of marketing at any time', appliesTo: 'All' },
} as const;

/** What an answer must keep to. Sections 9, 10 and 12; the earlier of 30 days and one calendar month. */
export const deadlines = {
  requestDays: 30,
  requestCalendarMonths: 1,
  requestTargetBusinessDays: 5,
  breachNoticeHours: 72,
} as const;

export const minimumAgeYears = 16;

export const contacts = {
  controller: 'LIEN GROUP',
  privacyEmail: 'privacy@liengroup.com',
  whatsApp: '+86 16657122166',
} as const;
