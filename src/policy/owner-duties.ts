/**
 * What the policy promises and no program can keep: agreements, registrations, places.
 * They stand on the privacy page apart from the given text, and the owner answers for them.
 */
export const ownerDuties = {
  'who.operator': 'LIEN GROUP exists under this name and runs the website at its domain.',
  'transfer.sccs':
    'The Standard Contractual Clauses with Stripe, the host and the e-mail service are signed and on file.',
  'transfer.idtas': 'The UK agreements or addenda with the same recipients are signed and on file.',
  'transfer.adequacy':
    'Regions and recipients are chosen among countries with an adequacy decision where there is a choice.',
  'transfer.safeguards': 'The transfer assessments behind the safeguards are made and kept up to date.',
  'share.agreements': 'A data processing agreement under Art. 28 GDPR is in force with every processor.',
  'security.reviews': 'Somebody reviews the security of the shop on a calendar, and what they find is mended.',
  'contact.whatsapp': 'Somebody reads and answers the WhatsApp number.',
} as const satisfies Record<string, string>;
