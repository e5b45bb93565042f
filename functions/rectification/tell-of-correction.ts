import type { CategoryId } from '../../src/policy/categories.ts';
import { type Recipient, type RecipientId, recipients } from '../../src/policy/recipients.ts';
import { locale } from '../../src/words/language.ts';
import { say } from '../../src/words/say.ts';
import type { RecipientRow } from '../recipients/queries.ts';

/** What was corrected, in numbers. */
export type Corrected = {
  readonly account: boolean;
  readonly ordersChanged: number;
  readonly correctionsAdded: number;
};

/** What a recipient is told of: the numbers, and which carriers have a parcel of one of the orders under way. */
type Told = Corrected & { readonly underWayWith: readonly string[] };

/** Art. 19 GDPR: each recipient of what was corrected is told, or it is said why there is nothing to tell. */
const explanations: Readonly<Record<RecipientId, (corrected: Told) => string>> = {
  stripe: () =>
    say`Stripe’s record is of the payment as it was made, on its own account, and can’t be changed by us. What you correct there, you correct with Stripe.`,
  carriers: ({ ordersChanged, underWayWith }) => {
    if (underWayWith.length > 0) {
      return say`${new Intl.ListFormat(locale()).format(underWayWith)} has a parcel of yours under way, with the address as it was when it left us. Where it is still to go elsewhere, write to us at once, and we ask the carrier.`;
    }
    return ordersChanged > 0
      ? say`The carrier is given an address when it is handed the parcel: it gets the corrected one.`
      : say`The carrier’s record is of a delivery that is over. Nothing of it is used again.`;
  },
  'cloud-hosting': () => say`It stores what we store, so the correction is there already.`,
  'email-service': () =>
    say`It keeps no address book of ours. Letters that were sent stay as they were sent; the next ones are right.`,
};

/** Those who see one of the categories that were corrected. */
export function recipientsOf(corrected: Corrected, underWayWith: readonly string[]): RecipientRow[] {
  const isOfOrder = corrected.ordersChanged > 0 || corrected.correctionsAdded > 0;
  const categories: readonly CategoryId[] = [
    ...(corrected.account ? (['account-information'] as const) : []),
    ...(isOfOrder ? (['order-information'] as const) : []),
  ];
  const all: Readonly<Record<RecipientId, Recipient>> = recipients;
  return (Object.keys(explanations) as RecipientId[])
    .filter((id) => all[id].sees.some((category) => categories.includes(category)))
    .map((recipient) => ({
      recipient,
      state: 'explained',
      words: explanations[recipient]({ ...corrected, underWayWith }),
    }));
}
