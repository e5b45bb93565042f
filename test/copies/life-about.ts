import { placedAt, type Somebody } from './everything-about.ts';
import { toldByCarrier } from './told-by-carrier.ts';

/** What happened to an order after its payment. */
export function lifeOfOrder(letter: string, marker: string, order: string): Somebody['rows'] {
  const parcel = { id: `parcel-${letter}`, order_number: order, carrier: 'DHL', tracking_number: `number ${marker}` };
  return [
    {
      table: 'order_history',
      fields: {
        id: `${order}/1`,
        order_number: order,
        at: placedAt,
        move: 'place',
        from_state: 'placed',
        to_state: 'paid',
        by_kind: 'staff',
        by_staff: 'owner',
        note: `note ${marker}`,
      },
    },
    { table: 'parcels', fields: { ...parcel, shipped_at: placedAt, delivered_at: placedAt, lost_at: null } },
    toldByCarrier(letter, marker, order, placedAt),
    { table: 'parcel_lines', fields: { parcel_id: parcel.id, position: 0, quantity: 1 } },
    {
      table: 'refunds',
      fields: {
        id: `refund-${letter}`,
        order_number: order,
        amount_minor: 100,
        reason: 'goodwill',
        lines: '[]',
        state: 'succeeded',
        stripe_refund_id: `re_${marker}`,
        asked_by: 'staff',
        created_at: placedAt,
        settled_at: placedAt,
        failure: '',
        tries: 1,
        next_try_at: 0,
      },
    },
  ];
}

/** From where it was ordered, and that somebody was asked to look at it. */
export function fraudOf(marker: string, order: string): Somebody['rows'] {
  return [
    {
      table: 'checkout_addresses',
      fields: {
        order_number: order,
        address: `address ${marker}`,
        country: 'FR',
        at: placedAt,
        state: 'looked-at',
      },
    },
    {
      table: 'fraud_flags',
      fields: {
        id: `${order}/value`,
        order_number: order,
        reason: 'value',
        raised_at: placedAt,
        settled_at: placedAt,
        settled_by: 'owner',
        note: `known to the house ${marker}`,
      },
    },
  ];
}

export function withdrawalOf(letter: string, marker: string, order: string): Somebody['rows'] {
  const id = `${order}.1`;
  return [
    {
      table: 'withdrawals',
      fields: {
        id,
        order_number: order,
        at: placedAt,
        name: `=A1 ${marker}`,
        email: `told-${marker}@example.com`,
        goods: 'out',
        label_asked_at: placedAt,
        label_sent_at: placedAt,
        label_address: `https://www.dhl.com/${marker}`,
        sent_at: placedAt,
        sent_proof: `proof ${marker}`,
        arrived_at: placedAt,
        refund_id: `refund-${letter}`,
        loss_minor: 0,
        settled_at: placedAt,
        warned_at: null,
        overdue_at: null,
      },
    },
    { table: 'withdrawal_lines', fields: { withdrawal_id: id, position: 0, quantity: 1, to_return: 1 } },
  ];
}
