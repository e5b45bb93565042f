import { phrase } from '../../src/words/say.ts';
import type { RightsAct } from '../requests/act.ts';
import { restrict } from '../restriction/restrict-act.ts';

/**
 * A report that a child's data is here: section 11. It is frozen at once, and deleted when one of the house has
 * looked at it, so that nobody can have a stranger's data deleted by a report alone.
 */
export const childReportAct: RightsAct = async (shop, request) => {
  // Whoever reports may not know the address; then one of the house has to find it first.
  if (request.email !== '') await restrict(shop, request, 'child-report');
  return {
    state: 'review',
    words: phrase`What we have under this address is frozen from now on. One of us looks at your report and deletes the data.`,
  };
};
