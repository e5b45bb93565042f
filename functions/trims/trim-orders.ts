import { describeSurprise } from '../describe-surprise.ts';
import { blankOrderStatements, lockPartyStatement } from '../erasure/queries.ts';
import { writeWithProof } from '../register/write-with-proof.ts';
import type { Shop } from '../shop.ts';
import {
  carrierEventsGoStatement,
  checkoutGoesStatement,
  type DueTrim,
  finishTrimStatement,
  lettersGoStatement,
  selectDueTrims,
} from './queries.ts';

const batchSize = 50;

/**
 * Of an erased person's order, what only its delivery and the withdrawal needed: on its day phone number, e-mail
 * address and gift message go, with the log of its letters, and name and address are left in the locked place alone.
 */
export async function trimOrders(shop: Shop): Promise<void> {
  for (const trim of await selectDueTrims(shop.database, shop.now, batchSize)) {
    try {
      await trimOrder(shop, trim);
    } catch (error) {
      // One that can't be trimmed must not keep the others from it.
      console.error({ message: 'An order could not be trimmed', ...describeSurprise(error) });
    }
  }
}

async function trimOrder(shop: Shop, trim: DueTrim): Promise<void> {
  const { database, now } = shop;
  const { order_number: number, request_number: requestNumber, subject_hash: subjectHash } = trim;
  await writeWithProof(
    shop,
    [
      lockPartyStatement(database, number, now),
      ...blankOrderStatements(database, number),
      lettersGoStatement(database, number),
      carrierEventsGoStatement(database, number),
      checkoutGoesStatement(database, number),
      finishTrimStatement(database, number, now),
    ],
    [{ requestNumber, subjectHash, kind: 'erasure', step: 'contact-erased', details: { orders: 1 } }],
  );
}
