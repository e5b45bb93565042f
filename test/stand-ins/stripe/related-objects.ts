import type { Ledger } from './ledger.ts';

interface Tied {
  readonly id: string;
  readonly payment_intent?: unknown;
  readonly charge?: unknown;
  readonly customer?: unknown;
}

/**
 * The identifiers given and those of everything that belongs to them: a session, its payment intent, its charges and
 * their refunds are one. A customer brings all of theirs; what belongs to a customer does not bring the customer.
 */
export function relatedIds(ledger: Ledger, roots: Iterable<string>): ReadonlySet<string> {
  const related = new Set(roots);
  let before: number;
  do {
    before = related.size;
    for (const object of tiedObjects(ledger)) {
      const together = [object.id, object.payment_intent, object.charge].filter((id) => typeof id === 'string');
      const isRelated = [...together, object.customer].some((id) => typeof id === 'string' && related.has(id));
      if (isRelated) for (const id of together) related.add(id);
    }
  } while (related.size > before);
  return related;
}

function tiedObjects(ledger: Ledger): Tied[] {
  const sessions = [...ledger.sessions.values()].map(({ session }) => session);
  return [...sessions, ...ledger.intents.values(), ...ledger.charges.values(), ...ledger.refunds.values()];
}
