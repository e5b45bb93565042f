import type { Shop } from '../shop.ts';
import { eventIdOf } from './carrier-event.ts';
import { insertEventStatement } from './queries.ts';
import type { DhlPush } from './read-dhl.ts';

/**
 * DHL tells of its subscription. One that is to be activated is kept aside with the secret that does it, for a person:
 * the Worker itself calls no carrier. The rest is kept aside to be seen, and that all is well is only counted.
 */
export async function receiveNotice(
  shop: Shop,
  { scope, subscription, secret }: Extract<DhlPush, { readonly kind: 'notice' }>,
): Promise<void> {
  const event = {
    carrier: 'DHL',
    trackingNumber: subscription,
    code: scope,
    time: '',
    occurredAt: null,
    country: '',
    goesBack: false,
  } as const;
  // Asked for again with another secret it is another one.
  const id = await eventIdOf({ ...event, time: secret });
  const why = whyOf(scope, secret);
  const record = { id, why, detail: why === 'asks-to-activate' ? secret : '', orderNumber: null };
  await insertEventStatement(shop.database, event, record, shop.now).run();
}

function whyOf(scope: string, secret: string): 'asks-to-activate' | 'notice' | '' {
  if (scope === 'subscription.ready') return '';
  return scope === 'subscription.validate' && secret !== '' ? 'asks-to-activate' : 'notice';
}
