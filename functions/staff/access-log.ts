import type { D1PreparedStatement } from '@cloudflare/workers-types';
import { z } from 'zod';
import type { StaffMe } from '../../src/api/answers.ts';
import type { Shop } from '../shop.ts';
import { subjectHash } from '../subject-hash.ts';
import { insertAccessStatement } from './queries.ts';

/** What a member of staff did with a person's data. */
export interface Access {
  readonly act: 'view' | 'change' | 'export' | 'erase';
  /** The route or the tables, in words: "orders and order_lines". Never a value; the database refuses an address. */
  readonly what: string;
  /** The reason that was given, or the number of the request that is being worked on. */
  readonly why: string;
  /** Of the person whose data it is; kept as a keyed hash alone. Left out where it is nobody's in particular. */
  readonly subjectEmail?: string;
  /** The same hash, where it is what is known: a request keeps it when the address has gone. */
  readonly subjectHash?: string;
  readonly requestNumber?: string;
}

/** For routes that ask for a reason. An address in it would outlive the person's erasure. */
export const accessReason = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^@]*$/);

/** For the batch of a change: what was done and the row that says so are written together, or neither. */
export async function accessStatement(shop: Shop, staff: StaffMe, access: Access): Promise<D1PreparedStatement> {
  const { act, what, why, subjectEmail, requestNumber } = access;
  const hash = subjectEmail === undefined ? undefined : await subjectHash(shop.config.privacySecret, subjectEmail);
  return insertAccessStatement(shop.database, {
    id: crypto.randomUUID(),
    at: shop.now,
    staffEmail: staff.email,
    role: staff.role,
    act,
    what,
    why,
    subjectHash: hash ?? access.subjectHash ?? null,
    requestNumber: requestNumber ?? null,
  });
}

/** For a view: to be awaited before anything is shown, so that nothing is seen of which no row tells. */
export async function recordAccess(shop: Shop, staff: StaffMe, access: Access): Promise<void> {
  const statement = await accessStatement(shop, staff, access);
  await statement.run();
}
