import type { R2Bucket } from '@cloudflare/workers-types';
import { dayName } from '../days.ts';
import { secretName } from './day-secret.ts';

/**
 * Destroys the secret of this day and of all before. Without it nobody can make a row's
 * `session` from a tab's identifier again, nor tell from a copy of the database whose it was.
 *
 * @param lastDay milliseconds since the epoch: the start of the newest day whose time is over
 * @returns how many there were
 */
export async function destroySecrets(bucket: R2Bucket, lastDay: number): Promise<number> {
  // Days as ISO 8601 writes them stand in their order as text.
  const lastName = secretName(dayName(lastDay));
  let destroyed = 0;
  let cursor: string | undefined;
  do {
    const page = await bucket.list(cursor === undefined ? {} : { cursor });
    const over = page.objects.map(({ key }) => key).filter((key) => key <= lastName);
    if (over.length > 0) await bucket.delete(over);
    destroyed += over.length;
    cursor = page.truncated ? page.cursor : undefined;
  } while (cursor !== undefined);
  return destroyed;
}
