import type { Problem, StaffMe } from '../../../src/api/answers.ts';
import { breachNumberPattern } from '../../breaches/breach-number.ts';
import { type Breach, selectBreach } from '../../breaches/queries.ts';
import { noSuchBreach } from '../../breaches/refusals.ts';
import type { Shop } from '../../shop.ts';
import { type Access, recordAccess } from '../access-log.ts';

/** The breach that somebody wants to look at or to change, once it is written down that they do. */
export async function openBreach(
  shop: Shop,
  staff: StaffMe,
  number: string,
  { act, what }: Pick<Access, 'act' | 'what'>,
): Promise<Breach | Problem> {
  const breach = breachNumberPattern.test(number) ? await selectBreach(shop.database, number) : null;
  if (!breach) return noSuchBreach();
  await recordAccess(shop, staff, { act, what, why: number });
  return breach;
}
