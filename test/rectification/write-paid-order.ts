import type { LocalShop } from '../local/launch-shop.ts';

export interface PaidOrder {
  readonly number: string;
  readonly email: string;
  /** Milliseconds since the epoch. */
  readonly paidAt: number;
  readonly name: string;
}

/** An order as Stripe's page left it, to be delivered in Paris. How long ago it was paid decides whether it has arrived. */
export async function writePaidOrder(
  { database }: LocalShop,
  { number, email, paidAt, name }: PaidOrder,
): Promise<void> {
  await database
    .prepare(
      `INSERT INTO orders (number, state, review_reason, stripe_session_id, currency, subtotal_minor, delivery_minor,
         total_minor, delivery, gift_wrap, gift_message, name, email, phone, address_line1, address_line2, city, region,
         postcode, country, placed_at, paid_at)
       VALUES (?1, 'paid', '', ?1, 'EUR', 100, 0, 100, 'dhl-express', 0, '', ?4, ?2, '', '1 rue', '',
         'Paris', '', '75002', 'FR', ?3, ?3)`,
    )
    .bind(number, email, paidAt, name)
    .run();
}
