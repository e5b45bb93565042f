-- What carriers push about parcels: only what an order's life needs of it, each event once. No name, no signature and
-- no place finer than a country is among it. An event that means nothing to the shop, or not yet, is kept aside.

CREATE TABLE carrier_events (
  -- SHA-256 of carrier, tracking number, code and time as they were written, in hexadecimal: neither carrier numbers
  -- its events, and both send the same one again.
  id TEXT PRIMARY KEY,
  carrier TEXT NOT NULL CHECK (carrier IN ('DHL', 'FedEx')),
  tracking_number TEXT NOT NULL,
  code TEXT NOT NULL,
  -- Empty where the carrier gave no time that can be read.
  occurred_at INTEGER,
  -- Of the scan: two letters, or empty.
  country TEXT NOT NULL DEFAULT '' CHECK (length(country) IN (0, 2)),
  state TEXT NOT NULL CHECK (state IN ('taken', 'aside')),
  -- Why it is kept aside; empty when it isn't.
  why TEXT NOT NULL DEFAULT '',
  -- What staff need to act on it: the secret that activates a subscription. Never about a person.
  detail TEXT NOT NULL DEFAULT '',
  -- Of the parcel, once that is known.
  order_number TEXT REFERENCES orders (number) ON DELETE CASCADE,
  received_at INTEGER NOT NULL,
  CHECK ((state = 'aside') = (why <> ''))
) STRICT;
CREATE INDEX carrier_events_received ON carrier_events (received_at);
CREATE INDEX carrier_events_state ON carrier_events (state, received_at, id);
CREATE INDEX carrier_events_parcel ON carrier_events (carrier, tracking_number);
CREATE INDEX carrier_events_order ON carrier_events (order_number);
