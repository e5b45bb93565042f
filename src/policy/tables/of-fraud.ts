import { phrase } from '../phrase.ts';
import type { TableDeclaration } from './declaration.ts';

/** What serves the prevention of fraud, and nothing else. Part of the data map (data-map.ts). */
export const tablesOfFraud = {
  checkout_addresses: {
    holds: phrase`From which IP address and country a checkout was begun, and whether that was looked at. Of an IPv6 address the first half alone.`,
    purposes: ['prevent-fraud'],
    retention: 'ip-addresses',
    subject: { through: 'orders', column: 'order_number' },
    export: 'all-columns',
    erase: 'delete',
    columns: {
      order_number: 'transaction-records',
      address: 'ip-address',
      country: 'ip-address',
      at: 'ip-address',
      state: 'none',
    },
  },
  fraud_flags: {
    holds: phrase`Why one of the house was asked to look at an order, and what they noted when they had.`,
    purposes: ['prevent-fraud'],
    retention: 'fraud-flags',
    subject: { through: 'orders', column: 'order_number' },
    export: 'all-columns',
    erase: 'delete',
    columns: {
      id: 'none',
      order_number: 'transaction-records',
      reason: 'fraud-flags',
      raised_at: 'fraud-flags',
      settled_at: 'fraud-flags',
      settled_by: 'none',
      note: 'fraud-flags',
    },
  },
} as const satisfies Record<string, TableDeclaration>;
