import { phrase } from '../phrase.ts';
import type { TableDeclaration } from './declaration.ts';

/** What carriers tell of parcels. Part of the data map (data-map.ts). */
export const tablesOfCarriers = {
  carrier_events: {
    holds: phrase`What a carrier told of a parcel: a code, when, and in which country.`,
    purposes: ['fulfil-order'],
    retention: 'carrier-events',
    subject: { through: 'orders', column: 'order_number' },
    export: 'all-columns',
    // What came of them stands in the order's history, which tax law needs; they themselves it doesn't.
    erase: 'delete',
    columns: {
      id: 'none',
      carrier: 'delivery-confirmation',
      tracking_number: 'delivery-confirmation',
      code: 'delivery-confirmation',
      occurred_at: 'delivery-confirmation',
      country: 'delivery-confirmation',
      state: 'none',
      why: 'none',
      detail: 'none',
      order_number: 'transaction-records',
      received_at: 'delivery-confirmation',
    },
  },
} as const satisfies Record<string, TableDeclaration>;
