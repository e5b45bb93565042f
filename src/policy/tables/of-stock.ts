import type { FreeTable } from './declaration.ts';

/** What people of the house change in the stock. Part of the data map (data-map.ts). */
export const tablesOfStock = {
  stock_changes: {
    freeOfPersonalData:
      'Arrivals and corrections of what is in stock: how many, when, why in a few words about the piece, and the role of whoever of the house counted. The database refuses a reason with an e-mail address; who it was stands in the access log, for its own time.',
    columns: ['id', 'sku', 'at', 'kind', 'quantity', 'on_hand_before', 'on_hand_after', 'reason', 'by_role'],
  },
} as const satisfies Record<string, FreeTable>;
