/**
 * The bag's rules: pure, without a browser or a server, so that both keep the same ones.
 */

/** At most this many of one SKU in a bag, and this many different SKUs. */
export const maxQuantity = 5;
export const maxLines = 20;
export const maxGiftMessageLength = 200;

export interface BagLine {
  readonly sku: string;
  readonly quantity: number;
}

/** What `luxevault_cart` holds. */
export interface Bag {
  readonly version: 1;
  readonly lines: readonly BagLine[];
  /** ISO 3166-1 alpha-2, once the shopper has chosen. */
  readonly country?: string;
  /** A delivery option's id. */
  readonly delivery?: string;
  readonly giftWrap: boolean;
  readonly giftMessage: string;
  /** The signed link of a checkout begun from this bag and not yet paid: its pieces are held for this shopper. */
  readonly checkout?: string;
}
