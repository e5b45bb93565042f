import type { Problem, StaffMe } from '../../../src/api/answers.ts';
import { type PrivacyRequest, selectRequest } from '../../requests/queries.ts';
import { noSuchRequest } from '../../requests/refusals.ts';
import { requestNumberPattern } from '../../requests/request-number.ts';
import { isRestricted } from '../../restriction/queries.ts';
import type { Shop } from '../../shop.ts';
import { type Access, recordAccess } from '../access-log.ts';
import { mayDecide } from '../roles.ts';

/**
 * The request that somebody at the desk wants to look at or to change, once it is written down that they do. The row
 * comes first, so that nothing is seen and nothing is changed of which none tells; of a change that is then refused
 * it says that it was tried. Whoever's data is restricted is out of the everyday view: for client care there is no
 * such request.
 */
export async function openAtDesk(
  shop: Shop,
  staff: StaffMe,
  number: string,
  { act, what, why }: Pick<Access, 'act' | 'what'> & { readonly why?: string | undefined },
): Promise<PrivacyRequest | Problem> {
  const request = requestNumberPattern.test(number) ? await selectRequest(shop.database, number) : null;
  if (!request) return noSuchRequest();
  if (!mayDecide(staff.role) && (await isRestricted(shop.database, request.email))) return noSuchRequest();
  await recordAccess(shop, staff, {
    act,
    what,
    why: why ?? number,
    subjectHash: request.subject_hash,
    requestNumber: number,
  });
  return request;
}
