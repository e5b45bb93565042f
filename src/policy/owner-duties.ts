/**
 * What the policy promises and no program can keep: agreements, registrations, places.
 * They stand on the privacy page apart from the given text, and the owner answers for them.
 */
export const ownerDuties = {
  'who.operator': 'LIEN GROUP exists under this name and runs the website at its domain.',
  'collect.communications': 'Messages in the mailbox and in WhatsApp are deleted a year after the last one.',
  'share.cloud-hosting': 'The host’s ISO 27001 certificate is current.',
  'transfer.sccs':
    'The Standard Contractual Clauses with Stripe, the host and the e-mail service are signed and on file.',
  'transfer.idtas': 'The UK agreements or addenda with the same recipients are signed and on file.',
  'transfer.adequacy':
    'Regions and recipients are chosen among countries with an adequacy decision where there is a choice.',
  'transfer.safeguards': 'The transfer assessments behind the safeguards are made and kept up to date.',
  'share.agreements': 'A data processing agreement under Art. 28 GDPR is in force with every processor.',
  'security.tls': 'The zone at the host refuses whatever is older than TLS 1.3.',
  'security.payment': 'Stripe’s PCI DSS attestation is on file, and the house’s own short questionnaire is filled in.',
  'security.reviews': 'Somebody reviews the security of the shop on a calendar, and what they find is mended.',
  'rights.erasure':
    'Stripe has given the account its preview of redaction; without it, a deletion at Stripe waits and is not complete.',
  'contact.email': 'The privacy address is a mailbox of the house, and somebody reads it every working day.',
  'contact.whatsapp': 'Somebody reads and answers the WhatsApp number.',
} as const satisfies Record<string, string>;
