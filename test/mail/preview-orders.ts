import { insert } from '../erasure/person.ts';
import type { Database } from '../local/reach-database.ts';

/** The orders that the previewed letters are about, with long names and in many scripts. */

export const now = Date.UTC(2026, 10, 27, 12);
export const day = 24 * 60 * 60_000;
export const email = 'maximiliane@example.com';

export function previewedOrders(database: Database) {
  return [
    ...ordersOf(database),
    ...toldOrdersOf(database),
    ...parcelsOf(database),
    ...moneyOf(database),
    ...withdrawalsOf(database),
  ];
}

function ordersOf(database: Database) {
  const orders = {
    'LG-0000-0001': { state: 'shipped' },
    'LG-0000-0002': { state: 'under-review' },
    'LG-0000-0003': { state: 'partly-shipped' },
    'LG-0000-0004': { state: 'cancelled' },
    'LG-0000-0005': { state: 'returned' },
    'LG-0000-0006': { state: 'withdrawn', refunded_minor: 1_027_000 },
    'LG-0000-0007': {
      state: 'paid',
      name: 'لينا الأنصاري',
      address_line1: 'شارع الشيخ زايد ٤٤، برج المها',
      city: 'دبي',
      postcode: '',
      country: 'AE',
      gift_message: 'كل عام وأنت بخير',
    },
  };
  return Object.entries(orders).flatMap(([number, fields]) => [
    insert(database, 'orders', { ...orderFields(number), ...fields }),
    insert(database, 'order_lines', { ...ring, order_number: number }),
    insert(database, 'order_lines', { ...bag, order_number: number }),
  ]);
}

/** Two that wait for their payment. */
function toldOrdersOf(database: Database) {
  const sources = { 'LG-0000-0008': 'telephone', 'LG-0000-0009': 'boutique' };
  return Object.entries(sources).flatMap(([number, source]) => [
    insert(database, 'checkouts', {
      id: number,
      number,
      digest: '',
      state: 'open',
      currency: 'EUR',
      country: 'AT',
      delivery: 'dhl-express',
      delivery_minor: 2_000,
      subtotal_minor: 1_025_000,
      gift_wrap: 1,
      gift_message: 'Für <dich> & "euch", 愛を込めて',
      marketing: 0,
      stripe_session_id: `session of ${number}`,
      pay_url: `https://checkout.stripe.example/c/pay/cs_live_${'a1B2c3D4'.repeat(8)}`,
      created_at: now,
      expires_at: now + day,
      source,
    }),
    insert(database, 'checkout_lines', { ...ring, checkout_id: number, photograph: '' }),
    insert(database, 'checkout_lines', { ...bag, checkout_id: number, photograph: '' }),
  ]);
}

const ring = {
  position: 0,
  sku: 'AUR-YG-52',
  slug: 'aurore-solitaire',
  name: 'Aurore solitaire',
  variant: 'Yellow gold, 52',
  quantity: 2,
  unit_minor: 485_000,
};

const bag = {
  position: 1,
  sku: 'DAU-COGNAC',
  slug: 'dauphine-bag',
  name: 'Dauphine Überseereisehandtaschenkollektion',
  variant: 'Cognac',
  quantity: 1,
  unit_minor: 55_000,
};

function orderFields(number: string) {
  return {
    number,
    review_reason: '',
    stripe_session_id: `session of ${number}`,
    currency: 'EUR',
    subtotal_minor: 1_025_000,
    delivery_minor: 2_000,
    total_minor: 1_027_000,
    delivery: 'dhl-express',
    gift_wrap: 1,
    gift_message: 'Für <dich> & "euch", 愛を込めて',
    name: 'Maximiliane von Hohenzollern-Sigmaringen',
    email,
    phone: '',
    address_line1: 'Donaudampfschifffahrtsgesellschaftsstraße 12',
    address_line2: 'Hinterhaus, dritter Stock',
    city: 'Wien',
    region: '',
    postcode: '1020',
    country: 'AT',
    placed_at: now - 3 * day,
    paid_at: now - 3 * day,
  };
}

function parcelsOf(database: Database) {
  const parcels = {
    sent: { order_number: 'LG-0000-0001', tracking_number: 'JD014600000000000001' },
    first: { order_number: 'LG-0000-0003', tracking_number: '794600000002', carrier: 'FedEx' },
    lost: { order_number: 'LG-0000-0001', tracking_number: 'JD014600000000000003', lost_at: now },
    'lost-withdrawn': { order_number: 'LG-0000-0006', tracking_number: 'JD014600000000000004', lost_at: now },
  };
  return Object.entries(parcels).flatMap(([id, fields]) => [
    insert(database, 'parcels', { id, carrier: 'DHL', shipped_at: now - 2 * day, ...fields }),
    insert(database, 'parcel_lines', { parcel_id: id, position: 0, quantity: 1 }),
  ]);
}

function moneyOf(database: Database) {
  const refund = { reason: 'goodwill', state: 'succeeded', asked_by: 'staff', created_at: now, settled_at: now };
  const lines = JSON.stringify([{ position: 1, quantity: 1 }]);
  return [
    insert(database, 'refunds', { ...refund, id: 'part', order_number: 'LG-0000-0001', amount_minor: 1_250, lines }),
    insert(database, 'refunds', { ...refund, id: 'whole', order_number: 'LG-0000-0004', amount_minor: 1_027_000 }),
  ];
}

function withdrawalsOf(database: Database) {
  const withdrawal = { at: now - 2 * day, name: 'Maximiliane von Hohenzollern-Sigmaringen' };
  return [
    insert(database, 'withdrawals', {
      ...withdrawal,
      id: 'LG-0000-0001.1',
      order_number: 'LG-0000-0001',
      goods: 'out',
      label_address: 'https://www.dhl.com/label/0123456789',
      arrived_at: now,
    }),
    insert(database, 'withdrawals', {
      ...withdrawal,
      id: 'LG-0000-0006.1',
      order_number: 'LG-0000-0006',
      goods: 'in-house',
    }),
    insert(database, 'withdrawal_lines', { withdrawal_id: 'LG-0000-0001.1', position: 0, quantity: 1, to_return: 1 }),
    insert(database, 'withdrawal_lines', { withdrawal_id: 'LG-0000-0006.1', position: 0, quantity: 2, to_return: 0 }),
    insert(database, 'withdrawal_lines', { withdrawal_id: 'LG-0000-0006.1', position: 1, quantity: 1, to_return: 0 }),
  ];
}
