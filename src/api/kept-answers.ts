import type { Currency } from '../catalog/money.ts';

/** What the routes about notices and about kept pieces take and answer, as types: see answers.ts. Instants are ISO 8601. */

/** Body of POST /api/back-in-stock. */
export interface StockNoticeWish {
  readonly sku: string;
  readonly email: string;
  /** In which the letter names the price. */
  readonly currency: Currency;
}

/** 202 of POST /api/back-in-stock: the same whatever is known of the address. */
export interface StockNoticeAsked {
  readonly state: 'mailed';
}

/** 200 of GET /api/account/kept-pieces: what was kept last stands first. */
export interface KeptPieces {
  readonly pieces: readonly KeptPiece[];
}

export interface KeptPiece {
  readonly sku: string;
  readonly keptAt: string;
  /** How many can be bought now, at most `maxQuantity`. */
  readonly available: number;
}

/** Body of POST /api/account/kept-pieces, and its answer: how it stands now. */
export interface KeptWish {
  readonly sku: string;
  readonly kept: boolean;
}

/** So many are more than anybody looks through. */
export const mostKeptPieces = 100;
