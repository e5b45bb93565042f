import type { Problem } from '../../src/api/answers.ts';
import { say } from '../../src/words/say.ts';
import { isProblem, problem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { openByLink } from './order-to-withdraw.ts';
import { noteLabelAsked, noteSent, type Withdrawal } from './queries.ts';

/** The shopper wants a label for the way back. Asked twice it is asked once. */
export async function askForLabel(
  shop: Shop,
  { link, id }: { readonly link: string; readonly id: string },
): Promise<Problem | undefined> {
  const withdrawal = await openOut(shop, link, id);
  if (isProblem(withdrawal)) return withdrawal;
  await noteLabelAsked(shop.database, withdrawal.id, shop.now);
  return undefined;
}

/** The pieces are on their way: from now on the refund waits for nothing. `proof` is the carrier's number. */
export async function saySent(
  shop: Shop,
  { link, id, proof }: { readonly link: string; readonly id: string; readonly proof: string },
): Promise<Problem | undefined> {
  const withdrawal = await openOut(shop, link, id);
  if (isProblem(withdrawal)) return withdrawal;
  if (proof === '') {
    const detail = say`It is on the receipt of the carrier or of the post, and it is the proof that the refund waits for.`;
    return problem('invalid-request', say`The number is missing.`, detail);
  }
  await noteSent(shop.database, withdrawal.id, proof, shop.now);
  return undefined;
}

async function openOut(shop: Shop, link: string, id: string): Promise<Withdrawal | Problem> {
  const opened = await openByLink(shop, link);
  if (isProblem(opened)) return opened;
  const withdrawal = opened.withdrawals.find((one) => one.id === id);
  if (!withdrawal) {
    return problem(
      'not-found',
      say`This order has no such withdrawal.`,
      say`Open the page again. Nothing was changed.`,
    );
  }
  if (withdrawal.goods === 'out' && withdrawal.arrived_at === null) return withdrawal;
  const detail = say`Nothing of it had left the house, or the pieces are back. Nothing was changed.`;
  return problem('conflict', say`There is nothing to send back.`, detail);
}
