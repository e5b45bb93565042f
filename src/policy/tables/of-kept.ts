import { phrase } from '../phrase.ts';
import type { FreeTable, TableDeclaration } from './declaration.ts';

/** What somebody wants to come back to: pieces kept in an account, and notices of what is sold out. Part of the data map (data-map.ts). */
export const tablesOfKept = {
  stock_notice_wishes: {
    holds: phrase`A wish to be told when a piece is back that its mailbox has not confirmed.`,
    purposes: ['tell-of-stock'],
    retention: 'unconfirmed-stock-notices',
    subject: { emailColumn: 'email' },
    export: 'all-columns',
    erase: 'delete',
    columns: {
      id: 'none',
      email: 'stock-notices',
      sku: 'stock-notices',
      currency: 'stock-notices',
      asked_at: 'stock-notices',
    },
  },
  stock_notices: {
    holds: phrase`Who is to be told, once, when a piece is back; gone when the letter is written.`,
    purposes: ['tell-of-stock'],
    retention: 'stock-notices',
    subject: { emailColumn: 'email' },
    export: 'all-columns',
    erase: 'delete',
    columns: {
      id: 'none',
      email: 'stock-notices',
      sku: 'stock-notices',
      currency: 'stock-notices',
      confirmed_at: 'stock-notices',
    },
  },
  stock_notice_steps: {
    freeOfPersonalData: 'Of each piece, when people were last told that it is back, and how many; not whom.',
    columns: ['sku', 'begun_at', 'told'],
  },
  kept_pieces: {
    holds: phrase`Which pieces an account keeps, and since when.`,
    purposes: ['keep-pieces'],
    retention: 'with-parent',
    subject: { through: 'accounts', column: 'account_id' },
    export: 'all-columns',
    erase: 'delete',
    columns: { account_id: 'none', sku: 'kept-pieces', kept_at: 'kept-pieces' },
  },
} as const satisfies Record<string, TableDeclaration | FreeTable>;
