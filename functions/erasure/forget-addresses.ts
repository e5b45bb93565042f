import { lastLetters } from '../mail/letters.ts';
import type { Shop } from '../shop.ts';
import { emptyAnsweredAddresses } from './queries.ts';

/** Once the last letter about an erasure is out, or can't be delivered, the address that it went to goes too. */
export function forgetAddresses(shop: Shop): Promise<void> {
  return emptyAnsweredAddresses(shop.database, lastLetters);
}
