import type { Problem, StaffMe } from '../../src/api/answers.ts';
import type { StockChangeAsked, StockChanged } from '../../src/api/stock-answers.ts';
import { problem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { accessStatement } from '../staff/access-log.ts';
import { type Counted, insertStockChangeStatement, selectCount, selectStockChange } from './queries.ts';

/**
 * An arrival or a correction: the count, the row that tells of it and the row of the access log, or none of them. The
 * same wish twice is one change. What is held for somebody who is paying can't be counted away.
 */
export async function changeStock(
  shop: Shop,
  staff: StaffMe,
  sku: string,
  asked: StockChangeAsked,
): Promise<StockChanged | Problem> {
  const { database, now } = shop;
  const known = await selectStockChange(database, asked.id);
  if (known) return known.sku === sku ? changed(sku, known.on_hand_after) : otherWish();
  const counted = await selectCount(database, sku);
  if (!counted) return problem('unknown-sku', 'There is no such piece.', 'Nothing was changed.');
  if (counted.on_hand + asked.quantity < counted.held) return heldNow(counted);
  const { id, kind, quantity, reason } = asked;
  try {
    await database.batch([
      insertStockChangeStatement(database, { id, sku, at: now, kind, quantity, reason, by_role: staff.role }),
      await accessStatement(shop, staff, { act: 'change', what: `the stock of ${sku}`, why: reason }),
    ]);
  } catch (error) {
    // Somebody has begun to pay in between.
    if (error instanceof Error && error.message.includes('CHECK constraint failed: held')) return heldNow(counted);
    throw error;
  }
  const written = await selectStockChange(database, id);
  return changed(sku, written?.on_hand_after ?? counted.on_hand + quantity);
}

function changed(sku: string, onHand: number): StockChanged {
  return { said: `It is counted: ${onHand} of ${sku} in the house.`, onHand };
}

function heldNow({ on_hand, held }: Counted): Problem {
  const detail = `${on_hand} are counted, and ${held} of them are held for somebody who is paying. Nothing was changed.`;
  return problem('conflict', 'Fewer would be left than are held.', detail);
}

function otherWish(): Problem {
  return problem('conflict', 'This was used for another piece.', 'Open the stock again. Nothing was changed.');
}
