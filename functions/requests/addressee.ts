import type { PrivacyRequest } from './queries.ts';

/** Who gets the letters: the person, also where an agent asked; of a report whoever made it, and never the child. */
export function addresseeOf({
  asker,
  asker_email,
  email,
}: Pick<PrivacyRequest, 'asker' | 'asker_email' | 'email'>): string {
  return asker === 'reporter' ? asker_email : email;
}
