import type { Account, Cause } from './account.ts';
import type { FormValues } from './form-encoding.ts';

/** A request that has passed validation. Running it is what an idempotency key makes happen only once. */
export type Prepared = (cause: Cause) => object;

export interface Operation {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  /** Of a preview: known only to accounts that were given it, and to requests that name a preview version. */
  readonly isPreview?: boolean;
  /** Checks the parameters; throws a StripeRefusal. `id` is the one in the path, or ''. */
  readonly prepare: (account: Account, raw: FormValues, id: string) => Prepared;
}
