import { describeSurprise } from '../describe-surprise.ts';
import { normaliseEmail } from '../normalise-email.ts';
import { hasObjected } from '../objections/queries.ts';
import { forgetOriginStatement } from './origin/queries.ts';
import { countAttempts, isWaiting, lookedAtStatement, selectWaiting, type WaitingOrder } from './queries.ts';
import { type FraudWatch, raiseFlags } from './raise-flags.ts';
import { attemptWindowMilliseconds, litSignals } from './signals.ts';

const batchSize = 50;

/**
 * Looks at each order once, after it is paid: its checkout, its payment and its confirmation never wait for this, and
 * whatever its webhooks do, it was placed once.
 */
export async function lookAtOrders(watch: FraudWatch): Promise<void> {
  for (const order of await selectWaiting(watch.database, batchSize)) {
    try {
      await lookAtOrder(watch, order);
    } catch (error) {
      // One order that can't be looked at must not keep the others from it; the next run tries it again.
      console.error({ message: 'An order could not be looked at', order: order.number, ...describeSurprise(error) });
    }
  }
}

async function lookAtOrder(watch: FraudWatch, order: WaitingOrder): Promise<void> {
  const { database } = watch;
  const { number } = order;
  if (order.is_erased === 1 || (await isLeftAlone(watch, order.email))) {
    await database.batch([forgetOriginStatement(database, number)]);
    return;
  }
  const reasons = litSignals({
    ipCountry: order.ip_country,
    destination: order.destination,
    attempts: await countAttempts(database, order.address, order.at - attemptWindowMilliseconds, order.at),
    currency: order.currency,
    totalMinor: order.total_minor,
  });
  const lookedAt = lookedAtStatement(database, number);
  if (reasons.length === 0) await database.batch([lookedAt]);
  else await raiseFlags(watch, { number, reasons, isNew: () => isWaiting(database, number), alongside: [lookedAt] });
}

/** Whoever has objected to these checks, and was right to in the house's judgement (Art. 21(1) GDPR), is not checked. */
export function isLeftAlone({ database }: FraudWatch, email: string): Promise<boolean> {
  return hasObjected(database, normaliseEmail(email), 'fraud-checks');
}
