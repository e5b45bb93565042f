/** A row of what a carrier told of somebody's parcel. */
export function toldByCarrier(letter: string, marker: string, order: string, at: number) {
  return {
    table: 'carrier_events',
    fields: {
      id: `event-${letter}`,
      carrier: 'DHL',
      tracking_number: `number ${marker}`,
      code: 'transit',
      occurred_at: at,
      country: 'FR',
      state: 'taken',
      why: '',
      detail: '',
      order_number: order,
      received_at: at,
    },
  } as const;
}
