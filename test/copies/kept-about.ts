import { placedAt, type Somebody } from './everything-about.ts';

/** What somebody waits for, and what their account keeps. */
export function keptOf(letter: string, email: string): Somebody['rows'] {
  const wanted = { email, sku: 'LUM-YG', currency: 'EUR' };
  return [
    { table: 'stock_notice_wishes', fields: { id: `notice-wish-${letter}`, ...wanted, asked_at: placedAt } },
    { table: 'stock_notices', fields: { id: `notice-${letter}`, ...wanted, confirmed_at: placedAt } },
    { table: 'kept_pieces', fields: { account_id: `account-${letter}`, sku: 'LUM-YG', kept_at: placedAt } },
  ];
}
