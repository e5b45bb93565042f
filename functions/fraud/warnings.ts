import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { FraudWarning } from '../gateways/stripe-fraud.ts';
import { isRestricted } from '../restriction/queries.ts';
import type { Shop } from '../shop.ts';
import { isLeftAlone } from './look-at-orders.ts';
import { selectFlags, selectOrderOfPayment } from './queries.ts';
import { type FraudWatch, raiseFlags } from './raise-flags.ts';

/** Of all that can be asked of Stripe, its warnings alone. */
export type WarningWatch = FraudWatch & {
  readonly stripe: Pick<Shop['stripe'], 'readFraudWarning' | 'listFraudWarnings'>;
};

/** Stripe repeats a notice for three days: docs.stripe.com/webhooks. What is older than that comes no more. */
const lookBackMilliseconds = 4 * 24 * 60 * 60_000;

/** A notice says that the card's bank suspects fraud; what of, is asked of Stripe. */
export async function receiveWarning(
  watch: WarningWatch,
  warningId: string,
  record: D1PreparedStatement,
): Promise<'done' | 'ignored' | 'later'> {
  const reading = await watch.stripe.readFraudWarning(warningId);
  if (reading.kind === 'unreachable') return 'later';
  if (reading.kind === 'missing') return 'ignored';
  return writeWarning(watch, reading.warning, [record]);
}

/** A notice that never comes, or comes before its order is known, loses nothing. */
export async function sweepWarnings(watch: WarningWatch): Promise<void> {
  const lately = await watch.stripe.listFraudWarnings({ createdSince: watch.now - lookBackMilliseconds });
  if (lately === 'unreachable') return;
  for (const warning of lately) await writeWarning(watch, warning, []);
}

async function writeWarning(
  watch: WarningWatch,
  { paymentIntentId }: FraudWarning,
  alongside: readonly D1PreparedStatement[],
): Promise<'done' | 'ignored'> {
  const { database } = watch;
  const order = paymentIntentId ? await selectOrderOfPayment(database, paymentIntentId) : null;
  // Of an order whose contact was erased nothing new is written down; of a restricted person's neither.
  if (!order || order.email === '' || order.is_erased === 1) return 'ignored';
  if ((await isLeftAlone(watch, order.email)) || (await isRestricted(database, order.email))) return 'ignored';
  const { number } = order;
  const raised = await raiseFlags(watch, {
    number,
    reasons: ['early-warning'],
    isNew: async () => !(await selectFlags(database, number)).some(({ reason }) => reason === 'early-warning'),
    alongside,
  });
  if (raised === 'raised-before' && alongside.length > 0) await database.batch([...alongside]);
  return 'done';
}
