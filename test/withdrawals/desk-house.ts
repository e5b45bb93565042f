import type { MailKind } from '../../functions/mail/letters.ts';
import { sweepMail } from '../../functions/mail/send-mail.ts';
import { signOrderLink } from '../../functions/orders/order-link.ts';
import type { Shop } from '../../functions/shop.ts';
import type { WithdrawalBody } from '../../functions/withdrawals/request.ts';
import type { StaffMe } from '../../src/api/answers.ts';
import { insert } from '../erasure/person.ts';
import { launchStorage } from '../local/launch-storage.ts';
import type { Database } from '../local/reach-database.ts';

/** The acts of a withdrawal by themselves, at any time: the real database in workerd, a mailbox and a Stripe in lists. */
export interface WithdrawalHouse {
  readonly database: Database;
  readonly letters: {
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    readonly reference: string;
  }[];
  /** What was asked of Stripe, each refund once. */
  readonly refunds: Map<string, number>;
  at(time: string | number): Shop;
  close(): Promise<void>;
}

export const paidAt = Date.UTC(2026, 1, 1, 9);
export const number = 'LG-7K4M-92QX';
export const email = 'ada@example.com';
export const keeper: StaffMe = { email: 'keeper@shop.example', role: 'fulfilment' };
export const carer: StaffMe = { email: 'care@shop.example', role: 'client-care' };

const secret = 'w'.repeat(32);

/** A scarf, excepted in the catalogue of these tests; everything else is as a piece that is no longer sold. */
const excepted = {
  sku: 'ENGRAVED',
  slug: 'engraved',
  name: 'Engraved',
  summary: 'A piece that is engraved for one person.',
  variant: '',
  prices: { EUR: 1, GBP: 1, USD: 1, CHF: 1, JPY: 1, AED: 1 },
  photograph: { src: '/a.jpg', width: 1, height: 1, alt: '' },
  notReturnable: 'It bears your initials.',
  weightGrams: 1,
  customsCode: '711319',
  madeIn: 'FR',
};

export async function openWithdrawalHouse(): Promise<WithdrawalHouse> {
  const { database, close } = await launchStorage();
  const letters: WithdrawalHouse['letters'] = [];
  const refunds = new Map<string, number>();
  const known = {
    config: { privacySecret: secret, orderLinkSecret: secret, siteOrigin: 'https://shop.example' },
    database,
    assets: {
      fetch: async (address: URL) =>
        address.pathname.includes('ENGRAVED') ? Response.json(excepted) : new Response(null, { status: 404 }),
    },
    mailQueue: { send: async () => undefined },
    email: {
      send: async (letter: WithdrawalHouse['letters'][number]) => {
        letters.push(letter);
        return { kind: 'accepted', messageId: 'none' };
      },
    },
    stripe: {
      createRefund: async ({ refundId, amountMinor }: { refundId: string; amountMinor: number }) => {
        refunds.set(refundId, amountMinor);
        const refund = { id: `re_${refundId}`, status: 'succeeded', failure: '', ownId: refundId, amountMinor };
        return { kind: 'made', refund: { ...refund, currency: 'eur', paymentIntentId: 'pi', createdAt: paidAt } };
      },
    },
  };
  return {
    database,
    letters,
    refunds,
    // What these acts don't use is not there; one that reaches for it fails its test.
    at: (time) => ({ ...known, now: new Date(time).getTime() }) as unknown as Shop,
    close,
  };
}

export interface OrderWritten {
  readonly state?: string;
  readonly lines?: readonly { readonly sku?: string; readonly quantity: number; readonly unitMinor: number }[];
  /** Pieces of each line that have left, in one parcel. */
  readonly shipped?: readonly number[];
  readonly deliveredAt?: number;
  readonly email?: string;
}

/** A paid order of two lines, to Paris by express for €25, where a parcel would have cost €12. */
export async function writeOrder(database: Database, order: OrderWritten = {}): Promise<void> {
  const { state = 'paid', shipped, deliveredAt = null } = order;
  const lines = order.lines ?? [
    { quantity: 1, unitMinor: 8_000 },
    { quantity: 2, unitMinor: 5_000 },
  ];
  const subtotal = lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0);
  await database.batch([
    insert(database, 'orders', {
      number,
      state,
      review_reason: '',
      stripe_session_id: 'cs_1',
      stripe_payment_intent_id: 'pi',
      currency: 'EUR',
      subtotal_minor: subtotal,
      delivery_minor: 2_500,
      total_minor: subtotal + 2_500,
      delivery: 'dhl-express',
      gift_wrap: 0,
      gift_message: '',
      name: 'Ada Byron',
      email: order.email ?? email,
      phone: '',
      address_line1: '1 rue',
      address_line2: '',
      city: 'Paris',
      region: '',
      postcode: '75002',
      country: 'FR',
      placed_at: paidAt,
      paid_at: paidAt,
      delivered_at: deliveredAt,
    }),
    ...lines.map(({ sku, quantity, unitMinor }, position) =>
      insert(database, 'order_lines', {
        order_number: number,
        position,
        sku: sku ?? `SKU-${position}`,
        slug: 'piece',
        name: `Piece ${position}`,
        variant: '',
        quantity,
        unit_minor: unitMinor,
      }),
    ),
    ...(shipped
      ? [
          insert(database, 'parcels', {
            id: 'parcel',
            order_number: number,
            carrier: 'DHL',
            tracking_number: '1234567890',
            shipped_at: paidAt,
            delivered_at: deliveredAt,
          }),
          ...shipped.flatMap((quantity, position) =>
            quantity > 0 ? [insert(database, 'parcel_lines', { parcel_id: 'parcel', position, quantity })] : [],
          ),
        ]
      : []),
  ]);
}

export async function body(changes: Partial<WithdrawalBody> = {}): Promise<WithdrawalBody> {
  return { link: await signOrderLink(secret, number), after: 0, lines: 'all', name: 'Ada Byron', email, ...changes };
}

/** Sends what lies in the outbox, and answers what was sent of that kind in all. */
export async function lettersOf(house: WithdrawalHouse, shop: Shop, kind: MailKind) {
  await sweepMail(shop);
  return house.letters.filter(({ reference }) => reference.startsWith(`${kind}:`));
}

export async function empty(house: WithdrawalHouse): Promise<void> {
  house.letters.length = 0;
  house.refunds.clear();
  const tables = ['orders', 'mail_outbox', 'one_time_links', 'guess_counters', 'access_log', 'restrictions', 'stock'];
  await house.database.batch(tables.map((table) => house.database.prepare(`DELETE FROM ${table}`)));
}

export async function orderNow({ database }: WithdrawalHouse) {
  const order = await database
    .prepare('SELECT state, step, refunded_minor FROM orders WHERE number = ?1')
    .bind(number)
    .first<{ state: string; step: number; refunded_minor: number }>();
  const { results } = await database
    .prepare('SELECT move FROM order_history WHERE order_number = ?1 ORDER BY rowid')
    .bind(number)
    .all<{ move: string }>();
  return { ...order, moves: results.map(({ move }) => move) };
}
