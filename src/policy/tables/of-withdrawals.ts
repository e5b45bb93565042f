import { phrase } from '../phrase.ts';
import type { FreeTable, TableDeclaration } from './declaration.ts';

/** What shoppers withdraw from, and what becomes of it. Part of the data map (data-map.ts). */
export const tablesOfWithdrawals = {
  withdrawals: {
    holds: phrase`A withdrawal from an order or from a part of it: when it was declared, by whom, and how far its return and its refund have come.`,
    purposes: ['fulfil-order', 'send-updates', 'legal-compliance'],
    retention: 'with-parent',
    keyColumn: 'id',
    subject: { through: 'orders', column: 'order_number' },
    export: 'all-columns',
    erase: 'keep-what-tax-law-needs',
    columns: {
      id: 'none',
      order_number: 'transaction-records',
      at: 'transaction-records',
      name: 'order-information',
      email: 'order-information',
      goods: 'transaction-records',
      label_asked_at: 'transaction-records',
      label_sent_at: 'transaction-records',
      label_address: 'delivery-confirmation',
      sent_at: 'transaction-records',
      sent_proof: 'delivery-confirmation',
      arrived_at: 'delivery-confirmation',
      refund_id: 'payment-status',
      loss_minor: 'payment-status',
      settled_at: 'payment-status',
      warned_at: 'none',
      overdue_at: 'none',
    },
  },
  withdrawal_lines: {
    holds: phrase`Which pieces of an order a withdrawal is about, and how many of them are to come back.`,
    purposes: ['fulfil-order', 'legal-compliance'],
    retention: 'with-parent',
    subject: { through: 'withdrawals', column: 'withdrawal_id' },
    export: 'all-columns',
    erase: 'keep-what-tax-law-needs',
    columns: {
      withdrawal_id: 'none',
      position: 'transaction-records',
      quantity: 'transaction-records',
      to_return: 'transaction-records',
    },
  },
} as const satisfies Record<string, TableDeclaration | FreeTable>;
